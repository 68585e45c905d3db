//! A [`Summary`](crate::summary::Summary) as text, PDF and JSON. Leaves: nothing below names them.
