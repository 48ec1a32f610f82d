//! Whether estimates compute: every expression, in a fitting unit, for every choice of values, and the example.

use super::{Findings, Scene, walk};
use crate::content::load::draft::Draft;
use crate::content::problem::Sheet;
use crate::content::raw::{Placed, Text};
use crate::diagnostic::Diagnostic;
use crate::domain::drill::estimate::{Fault, check as check_estimate};

/// Computes each estimate of the pack.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    for Draft { sheet, raw, .. } in walk::own(scene, &scene.drafts.estimates) {
        let Some(estimate) = scene.playbook.estimates.get(&*raw.id.value) else { continue };
        match check_estimate(estimate) {
            Ok(0) => {}
            Ok(without) => {
                let message = format!("{without} choices of values give no answer above zero");
                let problem = Diagnostic::note("estimate-no-answer", message).at(place(sheet, &raw.answer));
                findings
                    .problems
                    .push(problem.help("they are never drawn; give values that always fit together"));
            }
            Err(fault) => {
                let at = if matches!(fault, Fault::Check(_)) { &raw.check.value } else { &raw.answer };
                let problem = Diagnostic::error("estimate", fault.to_string()).at(place(sheet, at));
                findings.problems.push(problem.help(advice(&fault)));
            }
        }
    }
}

fn place(sheet: &Sheet<'_>, value: &Placed<Text>) -> crate::diagnostic::Place {
    sheet.place(sheet.span(value))
}

fn advice(fault: &Fault) -> &'static str {
    match fault {
        Fault::Value { .. } | Fault::Expression { .. } => {
            "use the names under `vary` and `fixed`, + - * / ^ ( ), ceil floor round max min, and units such as \
             `KB`, `MB/s`, `$/month`"
        }
        Fault::Unit(_) => "use units such as `TB`, `MB/s`, `/s`, `$/month`, `shards`",
        Fault::Dimension { .. } => "give the unit of what comes out, or mend the expression",
        Fault::Check(_) => "correct the value under `check`, or the expression",
        Fault::NoDraw => "give values that fit together",
    }
}
