//! A workspace of a test's own, with copies of pages to edit.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub,
    dead_code
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xtask::fixtures::plan::{Plan, plan};

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The pages to test with: our own, and the vendors' where they are.
pub fn trees() -> Vec<PathBuf> {
    let own = root().join("xtask/tests/pages");
    [Some(own), shared()].into_iter().flatten().collect()
}

/// The vendors' pages, if they stand beside the workspace.
pub fn shared() -> Option<PathBuf> {
    let docs = root().join("../shared/docs");
    if docs.is_dir() {
        return Some(docs);
    }
    println!(
        "skipped with the vendors' pages: {} is not there",
        docs.display()
    );
    None
}

/// A root with decisions, a copy of the pages, and the fixtures that they yield.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub fn new(pages: &Path) -> Self {
        let workspace = Self {
            folder: TempDir::new().unwrap(),
        };
        copy(pages, &workspace.docs());
        fs::create_dir_all(workspace.root().join("xtask")).unwrap();
        let decisions = r#"{"exceptions":[],"decisions":[],"beyond":[]}"#;
        fs::write(workspace.root().join("xtask/decisions.json"), decisions).unwrap();
        workspace.plan().apply(workspace.root()).unwrap();
        workspace
    }

    /// The same, with a decision on all that is open.
    pub fn decided(pages: &Path) -> Self {
        let workspace = Self::new(pages);
        let (mut decisions, mut unread) = (Vec::new(), Vec::new());
        for line in workspace.plan().open {
            let decide = |id: &str| serde_json::json!({ "id": id, "decision": "as tested" });
            match (
                line.strip_prefix("undecided: "),
                line.strip_prefix("not read: "),
            ) {
                (Some(line), _) => decisions.push(decide(line.split(" (").next().unwrap())),
                (_, Some(line)) => unread.push(decide(line)),
                _ => panic!("{line}"),
            }
        }
        let text = serde_json::json!({
            "exceptions": [], "unread": unread, "decisions": decisions, "beyond": []
        });
        fs::write(
            workspace.root().join("xtask/decisions.json"),
            text.to_string(),
        )
        .unwrap();
        workspace.plan().apply(workspace.root()).unwrap();
        workspace
    }

    /// What `--check` fails with.
    pub fn check(&self) -> Result<(), String> {
        let plan = self.plan();
        let mut lines = plan.differences(self.root());
        lines.extend(plan.open);
        if lines.is_empty() {
            Ok(())
        } else {
            Err(lines.join("\n"))
        }
    }

    /// Another workspace with the same files.
    pub fn copy(&self) -> Self {
        let folder = TempDir::new().unwrap();
        copy(self.root(), folder.path());
        Self { folder }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn docs(&self) -> PathBuf {
        self.root().join("docs-of-vendors")
    }

    pub fn plan(&self) -> Plan {
        plan(self.root(), &self.docs()).unwrap()
    }

    /// What the pages say now that the fixtures do not.
    pub fn differences(&self) -> Vec<String> {
        self.plan().differences(self.root())
    }

    /// Edits a page; the text to replace must be there.
    pub fn edit(&self, page: &str, old: &str, new: &str) {
        self.rewrite(page, |text| {
            assert!(text.contains(old), "{page} has no {old:?}");
            text.replacen(old, new, 1)
        });
    }

    pub fn rewrite(&self, page: &str, change: impl Fn(String) -> String) {
        let path = self.docs().join(page);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, change(text)).unwrap();
    }

    /// Every file under a folder: path → text.
    pub fn files(&self, folder: &str) -> BTreeMap<String, String> {
        fn walk(base: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(base, &path, found);
                } else {
                    let name = path
                        .strip_prefix(base)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned();
                    found.insert(name, fs::read_to_string(path).unwrap());
                }
            }
        }
        let base = self.root().join(folder);
        let mut found = BTreeMap::new();
        walk(&base, &base, &mut found);
        found
    }

    pub fn fixture(&self, name: &str) -> serde_json::Value {
        let text = fs::read_to_string(self.root().join("fixtures").join(name)).unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}
