//! `cargo xtask validate-reports`: the outputs of the findings, checked by other people's tools.
//!
//! The tools are looked for in one folder (`target/validators` unless told) and in the path:
//!
//! ```text
//! python3 -m venv venv && venv/bin/pip install openpyxl junitparser ocsf-json-schema jsonschema html5lib
//! npm install @microsoft/sarif-multitool html-validate axe-core puppeteer-core
//! apt install chromium fonts-nanum libreoffice-calc-nogui
//! ```
//!
//! What is not installed is skipped, and said so.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clap::Args;

use crate::shell;

/// Options of `cargo xtask validate-reports`.
#[derive(Debug, Args)]
pub struct ValidateReports {
    /// The folder that holds `venv` and `node_modules`.
    #[arg(long, default_value = "target/validators")]
    tools: PathBuf,
}

const LANGUAGES: [&str; 3] = ["ko", "en", "ja"];

/// One tool and the format it reads.
struct Validator {
    name: &'static str,
    format: &'static str,
    /// Where the tool is: below the tools' folder, or a name in the path.
    program: &'static str,
    /// What has to be importable; empty for programs other than Python.
    modules: &'static str,
    arguments: &'static [&'static str],
    /// Whether the file comes by standard input.
    by_input: bool,
}

const PYTHON: &str = "venv/bin/python";
const FILE: &str = "{file}";
const WORK: &str = "{work}";

const JUNIT: &str = "
import sys; from junitparser import JUnitXml
suites = JUnitXml.fromfile(sys.argv[1]); cases = [case for suite in suites for case in suite]
assert len(cases) == suites.tests, (len(cases), suites.tests)
failed = [case for case in cases if not case.is_passed and not case.is_skipped]
assert len(failed) == suites.failures + suites.errors, len(failed)
";
const OCSF: &str = "
import json, sys
from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
schemas = OcsfJsonSchemaEmbedded(get_ocsf_schema('1.5.0')); known = {}
names = {2002: 'vulnerability_finding', 2003: 'compliance_finding', 2004: 'detection_finding'}
for line in open(sys.argv[1], encoding='utf-8'):
    event = json.loads(line); name = names[event['class_uid']]
    if name not in known:
        known[name] = Draft202012Validator(schemas.get_class_schema(name, event['metadata']['profiles']))
    for error in known[name].iter_errors(event): sys.exit(error.message)
";
const XLSX: &str = "
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
assert len(book.worksheets) == 8, book.sheetnames
assert all(sum(1 for _ in sheet.rows) > 1 for sheet in book.worksheets)
";
const HTML: &str = "
import sys, html5lib
parser = html5lib.HTMLParser(); parser.parse(open(sys.argv[1], 'rb').read())
sys.exit(str(parser.errors) if parser.errors else 0)
";
const AXE: &str = "
import fs from 'node:fs'; import puppeteer from 'puppeteer-core';
const browser = await puppeteer.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8'); let found = [];
for (const scheme of ['light', 'dark']) for (const width of [1200, 390]) {
  const page = await browser.newPage(); await page.setBypassCSP(true); await page.setViewport({width, height: 900});
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
  page.on('request', (request) => { if (!request.url().startsWith('file:')) found.push('requests ' + request.url()); });
  await page.goto('file://' + process.argv[1]); await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run());
  found.push(...result.violations.map((one) => `${scheme} ${width}: ${one.id}: ${one.nodes[0].html}`));
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${width}: scrolls sideways`);
}
await browser.close(); if (found.length) { console.error(found.join('\\n')); process.exit(1); }
";

const fn python(
    name: &'static str,
    format: &'static str,
    modules: &'static str,
    arguments: &'static [&'static str],
) -> Validator {
    Validator {
        name,
        format,
        program: PYTHON,
        modules,
        arguments,
        by_input: false,
    }
}

const VALIDATORS: &[Validator] = &[
    Validator {
        name: "SARIF multitool",
        format: "sarif",
        program: "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool",
        modules: "",
        arguments: &[
            "validate",
            FILE,
            "--output",
            WORK,
            "--log",
            "ForceOverwrite",
            "--rule-kind",
            "Sarif;Ghas",
            "--level",
            "Error;Warning",
        ],
        by_input: false,
    },
    python("junitparser", "junit", "junitparser", &["-c", JUNIT, FILE]),
    python(
        "OCSF schemas",
        "ocsf",
        "ocsf_json_schema, jsonschema",
        &["-c", OCSF, FILE],
    ),
    python("openpyxl", "xlsx", "openpyxl", &["-c", XLSX, FILE]),
    python("html5lib", "html", "html5lib", &["-c", HTML, FILE]),
    Validator {
        name: "LibreOffice",
        format: "xlsx",
        program: "/usr/bin/soffice",
        modules: "",
        arguments: &["--headless", "--convert-to", "pdf", "--outdir", WORK, FILE],
        by_input: false,
    },
    Validator {
        name: "html-validate",
        format: "html",
        program: "node_modules/.bin/html-validate",
        modules: "",
        arguments: &["--preset", "standard", "--stdin"],
        by_input: true,
    },
    Validator {
        name: "axe in Chromium",
        format: "html",
        program: "/usr/bin/node",
        modules: "",
        arguments: &["--input-type=module", "-e", AXE, FILE],
        by_input: false,
    },
];

/// Writes sample reports and has every tool that is installed read them.
///
/// # Errors
///
/// When the reports cannot be written, or a tool finds something wrong.
pub fn run(options: &ValidateReports, root: &Path) -> Result<Vec<String>, String> {
    let tools = root.join(&options.tools);
    let folder = root.join("target/validated-reports");
    let samples = "cargo run --quiet --package korea-cloud-security-findings --example reports --";
    shell::run(shell::command(root, samples).arg(&folder).arg("20"))?;
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for validator in VALIDATORS {
        if !validator.is_installed(&tools) {
            lines.push(format!(
                "SKIPPED {}: not installed in {}",
                validator.name,
                tools.display()
            ));
            continue;
        }
        for language in LANGUAGES {
            let file = folder.join(format!("report.{language}.{}", validator.format));
            match validator.read(&file, &tools) {
                Ok(()) => lines.push(format!("{} reads {}", validator.name, file.display())),
                Err(problem) => {
                    problems.push(format!("{}: {}: {problem}", validator.name, file.display()))
                }
            }
        }
    }
    match problems.is_empty() {
        true => Ok(lines),
        false => Err(problems.join("\n")),
    }
}

impl Validator {
    fn is_installed(&self, tools: &Path) -> bool {
        // The browser's libraries are a part of axe, and joining an absolute path gives that path.
        let is_there = tools.join(self.program).exists();
        let has_axe = !self.name.starts_with("axe")
            || (tools.join("node_modules/axe-core").exists()
                && Path::new("/usr/bin/chromium").exists());
        let mut import = Command::new(tools.join(self.program));
        import.args(["-c", &format!("import {}", self.modules)]);
        is_there
            && has_axe
            && (self.modules.is_empty()
                || import.output().is_ok_and(|output| output.status.success()))
    }

    fn read(&self, file: &Path, tools: &Path) -> Result<(), String> {
        let work = file.with_extension(format!("{}.checked", self.format));
        let mut command = Command::new(tools.join(self.program));
        command
            .current_dir(tools)
            .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
        for argument in self.arguments {
            match *argument {
                FILE => command.arg(file),
                WORK => command.arg(&work),
                argument => command.arg(argument),
            };
        }
        if self.by_input {
            let input = File::open(file).map_err(|error| error.to_string())?;
            command.stdin(Stdio::from(input));
        }
        let output = check(&mut command, self.name)?;
        // LibreOffice ends well where it wrote nothing, the multitool where it found errors.
        if self.arguments.contains(&WORK) && !work.exists() {
            return Err("nothing was written".to_owned());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let found = text
            .lines()
            .find(|line| line.contains(": error ") || line.contains(": warning "));
        found.map_or(Ok(()), |line| Err(line.to_owned()))
    }
}

fn check(command: &mut Command, name: &str) -> Result<Output, String> {
    let output = command
        .output()
        .map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let text = [output.stdout, output.stderr].concat();
    Err(String::from_utf8_lossy(&text).trim().to_owned())
}
