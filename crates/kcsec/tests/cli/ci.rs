//! The files of docs/ci, run step by step in a shell against the emulator.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::support::{Done, World, commands, repository};

/// A file, and the reports that it hands to its service.
const FILES: [(&str, &[&str]); 3] = [
    (
        "docs/ci/github-actions.yml",
        &["servers.sarif", "step-summary.md"],
    ),
    ("docs/ci/gitlab-ci.yml", &["servers.xml", "servers.html"]),
    ("docs/ci/Jenkinsfile", &["servers.xml", "servers.xlsx"]),
];

#[test]
fn the_ci_files_are_red_where_the_servers_are_and_leave_their_reports() {
    for (file, reports) in FILES {
        let text = repository(file);
        let steps = commands(&text);
        let job = Job::new(&text);
        let (collect, rest) = steps.split_first().unwrap();
        let (gate, rest) = rest.split_first().unwrap();
        job.step(collect).expect(0);
        let red = job.step(gate).expect(1);
        assert!(red.stderr.contains("the gate failed"), "{file}: {red:?}");
        for step in rest {
            job.step(step).expect(0);
        }
        for report in reports {
            let size = std::fs::metadata(job.workspace.path().join(report)).unwrap();
            assert!(size.len() > 100, "{file}: {report}");
        }
        job.accept_everything();
        job.step(gate).expect(0);
    }
}

/// A job's workspace: what is checked out, and the variables that its file names.
struct Job {
    _world: World,
    workspace: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

impl Job {
    fn new(file: &str) -> Self {
        let world = World::new();
        let environment = world.emulator.banner().environment.into_iter();
        // A service's secrets reach a job only by the names that its file tells.
        let is_told = |name: &str| file.contains(name) || name.starts_with("KCSEC_ENDPOINT_URL");
        let environment = environment.map(|(name, value)| (name.to_string(), value.to_string()));
        let environment = environment.filter(|(name, _)| is_told(name)).collect();
        let job = Self {
            _world: world,
            workspace: tempfile::tempdir().unwrap(),
            environment,
        };
        job.register("");
        job
    }

    fn register(&self, entries: &str) {
        let text = format!("schema = \"kcsec.register/1\"\n{entries}");
        std::fs::write(self.workspace.path().join("register.toml"), text).unwrap();
    }

    /// Decides about every failed check, so that the gate has nothing to count.
    fn accept_everything(&self) {
        let gate = self.step("kcsec gate history -o json").expect(1).json();
        let counted = gate["counted"].as_array().unwrap().iter();
        let checks: BTreeSet<String> = counted.map(|row| row["check"].to_string()).collect();
        let checks = checks.into_iter().collect::<Vec<_>>().join(", ");
        let today: chrono::NaiveDate = gate["today"].as_str().unwrap().parse().unwrap();
        let until = today + chrono::Days::new(100);
        self.register(&format!(
            "[[entry]]\naction = \"accept\"\ncheck = [{checks}]\nserver = \"*\"\n\
             reason = \"test\"\napprover = \"test\"\nuntil = {until}\n"
        ));
    }

    /// Runs one step as CI services do: in a shell that ends with the first failure.
    fn step(&self, command: &str) -> Done {
        let tool = Path::new(env!("CARGO_BIN_EXE_kcsec")).parent().unwrap();
        let output = Command::new("sh")
            .args(["-ec", command])
            .current_dir(self.workspace.path())
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", tool.display()))
            .env("HOME", self.workspace.path())
            .env("GITHUB_STEP_SUMMARY", "step-summary.md")
            .envs(self.environment.iter().cloned())
            .output();
        output.unwrap().into()
    }
}
