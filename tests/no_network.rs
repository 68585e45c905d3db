//! Nothing in the program is there to open a network connection. `tests/private` watches the running program besides.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Crates that are made for networks, by the beginning of their names, and what they do there. With a hyphen at its end it
/// is a family.
const FOR_NETWORKS: [(&str, &str); 32] = [
    ("actix", "web servers"),
    ("async-net", "sockets"),
    ("async-std", "sockets"),
    ("attohttpc", "HTTP"),
    ("axum", "web servers"),
    ("curl", "HTTP and others"),
    ("ftp", "file transfer"),
    ("h2", "HTTP"),
    ("h3", "HTTP"),
    ("hickory-", "names of hosts"),
    ("hyper", "HTTP"),
    ("hyper-", "HTTP"),
    ("isahc", "HTTP"),
    ("lettre", "mail"),
    ("mdns", "names of hosts"),
    ("minreq", "HTTP"),
    ("native-tls", "encrypted connections"),
    ("openssl", "encrypted connections"),
    ("opentelemetry", "telemetry"),
    ("quinn", "QUIC"),
    ("reqwest", "HTTP"),
    ("rustls", "encrypted connections"),
    ("self_update", "updates"),
    ("sentry", "telemetry"),
    ("socket2", "sockets"),
    ("ssh2", "remote shells"),
    ("surf", "HTTP"),
    ("tiny_http", "web servers"),
    ("tonic", "remote calls"),
    ("trust-dns-", "names of hosts"),
    ("tungstenite", "web sockets"),
    ("ureq", "HTTP"),
];

/// What a source names that opens a connection.
const NAMES: [&str; 8] =
    ["std::net", "net::", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "UnixListener", "ToSocketAddrs"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn for_networks(name: &str) -> Option<String> {
    let is_it = |known: &str| name == known || known.ends_with('-') && name.starts_with(known);
    let (_, what) = FOR_NETWORKS.into_iter().find(|(known, _)| is_it(known))?;
    Some(format!("{name} ({what})"))
}

#[test]
fn no_crate_is_made_for_networks_on_any_system_not_even_in_the_tests() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("it is there");
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let names: BTreeSet<&str> = names.collect();
    assert!(names.contains("anteroom") && names.len() > 300);
    let found: Vec<String> = names.into_iter().filter_map(for_networks).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// tokio can open connections. It stands in the lock file because printpdf runs on it in a browser.
#[test]
fn tokio_is_not_in_the_program() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let output = cargo.current_dir(root()).output().expect("cargo runs");
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(tree.contains("printpdf"), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(tree.lines().all(|line| !line.starts_with("tokio ")), "{tree}");
}

#[test]
fn no_source_names_a_connection() {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be read") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                found.extend(
                    NAMES.into_iter().filter(|name| text.contains(name)).map(|name| format!("{path:?}: {name}")),
                );
            }
        }
    }
    assert!(found.is_empty(), "{found:?}");
}
