//! The questionnaire that a new author begins with.

const STARTER: &str = include_str!("../../assets/starter.ron");

/// The id it has as it stands.
const ID: &str = "my_form";

/// A small questionnaire that holds together, with notes for its author. Its id is made of this name, where it can be.
#[must_use]
pub fn starter(name: &str) -> String {
    let signs = name.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '_' });
    let signs: String = signs.collect();
    let id = signs.trim_matches('_');
    let is_id = id.starts_with(|first: char| first.is_ascii_lowercase());
    STARTER.replace(ID, if is_id { id } else { ID })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_an_id_or_leaves_it_as_it_is() {
        for (name, id) in
            [("Tired eyes 2", "tired_eyes_2"), ("über mich", "ber_mich"), ("2 eyes", ID), ("眼", ID), ("", ID)]
        {
            assert!(starter(name).contains(&format!("id: \"{id}\", // its name")), "{name}");
        }
    }
}
