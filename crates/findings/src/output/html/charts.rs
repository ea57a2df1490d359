//! The geometry of charts: numbers in, per cent and pixels out.

use crate::output::cover::number;

/// A part of a bar.
pub(super) struct Part {
    pub(super) class: &'static str,
    pub(super) x: String,
    pub(super) width: String,
}

pub(super) struct BarRow {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) text_y: usize,
    pub(super) bar_y: usize,
    pub(super) parts: Vec<Part>,
}

pub(super) struct LegendEntry {
    pub(super) class: &'static str,
    pub(super) text: String,
}

/// Horizontal bars, each with its label above it.
pub(super) struct BarChart {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) subtitle: String,
    pub(super) description: String,
    pub(super) wide: bool,
    pub(super) height: usize,
    pub(super) rows: Vec<BarRow>,
    pub(super) legend: Vec<LegendEntry>,
}

/// A bar before it is drawn: its label, what is printed beside it, and its parts.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) parts: Vec<(&'static str, u64)>,
}

const ROW: usize = 36;

impl BarChart {
    /// Bars that share one scale: the longest is as wide as the chart.
    pub(super) fn new(id: &'static str, title: &'static str, bars: Vec<Bar>) -> Self {
        let sum = |bar: &Bar| bar.parts.iter().map(|(_, value)| value).sum::<u64>();
        let most = bars.iter().map(sum).max().unwrap_or_default();
        Self::of(id, title, most, bars)
    }

    /// Bars that are parts of a whole: all of it is as wide as the chart.
    pub(super) fn of(id: &'static str, title: &'static str, most: u64, bars: Vec<Bar>) -> Self {
        let description: Vec<String> = bars
            .iter()
            .map(|bar| format!("{}: {}", bar.label, bar.value))
            .collect();
        let rows = bars.into_iter().enumerate().map(|(place, bar)| {
            let mut x = 0;
            let parts = bar.parts.into_iter().filter(|(_, value)| *value > 0);
            let parts = parts.map(|(class, value)| {
                let part = Part {
                    class,
                    x: percent(x, most),
                    width: percent(value, most),
                };
                x += value;
                part
            });
            BarRow {
                label: short(&bar.label),
                value: bar.value,
                text_y: place * ROW + 13,
                bar_y: place * ROW + 19,
                parts: parts.collect(),
            }
        });
        let rows: Vec<BarRow> = rows.collect();
        Self {
            id,
            title,
            subtitle: String::new(),
            description: description.join("; "),
            wide: false,
            height: rows.len() * ROW,
            rows,
            legend: Vec::new(),
        }
    }
}

pub(super) struct Dot {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) value_y: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) anchor: &'static str,
    pub(super) labelled: bool,
    /// Whether a phone has no room for its label.
    pub(super) minor: bool,
}

/// A line over time.
pub(super) struct LineChart {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) description: String,
    pub(super) points: String,
    pub(super) dots: Vec<Dot>,
}

/// Not more labels than a phone has room for.
const MOST_LABELS: usize = 5;

impl LineChart {
    /// `points` are label, printed value and value, oldest first.
    pub(super) fn new(id: &'static str, title: &'static str, points: &[(String, u64)]) -> Self {
        let most = points
            .iter()
            .map(|(_, value)| *value)
            .max()
            .unwrap_or_default()
            .max(1);
        let last = points.len().saturating_sub(1).max(1);
        let mut line: Vec<String> = Vec::new();
        let mut dots = Vec::new();
        let labels = labelled(points.len());
        let mut description = Vec::new();
        for (place, (label, value)) in points.iter().enumerate() {
            let x = percent(place as u64, last as u64);
            // The line takes the middle 120 of 140 pixels, so that dots and values have room.
            let height = 130.0 - *value as f64 / most as f64 * 120.0;
            line.push(format!("{x},{height:.1}"));
            description.push(format!("{label}: {}", number(*value)));
            dots.push(Dot {
                x,
                y: format!("{:.1}", height + 25.0),
                value_y: format!("{:.1}", height + 13.0),
                label: label.clone(),
                value: number(*value),
                anchor: match place {
                    0 => "start",
                    _ if place == points.len() - 1 => "end",
                    _ => "middle",
                },
                labelled: labels.contains(&place),
                minor: is_minor(&labels, place),
            });
        }
        Self {
            id,
            title,
            description: description.join("; "),
            points: line.join(" "),
            dots,
        }
    }
}

/// The places that carry a label: the first, the last, and some between.
pub(super) fn labelled(count: usize) -> Vec<usize> {
    let labels = count.min(MOST_LABELS);
    match labels {
        0 => Vec::new(),
        1 => vec![0],
        _ => (0..labels)
            .map(|label| label * (count - 1) / (labels - 1))
            .collect(),
    }
}

/// Every second label, where there are more than three.
pub(super) fn is_minor(labels: &[usize], place: usize) -> bool {
    let label = labels.iter().position(|label| *label == place);
    labels.len() > 3 && label.is_some_and(|label| label % 2 == 1 && label + 1 < labels.len())
}

pub(super) fn percent(part: u64, whole: u64) -> String {
    format!("{:.2}", part as f64 / whole.max(1) as f64 * 100.0)
}

/// A label of one line on a phone; the description holds all of it.
fn short(text: &str) -> String {
    crate::output::text::cut(text, 26).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_share_a_scale_and_parts_follow_each_other() {
        let bar = |parts| Bar {
            label: "a".to_owned(),
            value: "b".to_owned(),
            parts,
        };
        let chart = BarChart::new(
            "c",
            "t",
            vec![bar(vec![("x", 1), ("y", 3)]), bar(vec![("x", 2), ("y", 0)])],
        );
        let parts = &chart.rows[0].parts;
        assert_eq!(
            (
                parts[0].width.as_str(),
                parts[1].x.as_str(),
                parts[1].width.as_str()
            ),
            ("25.00", "25.00", "75.00")
        );
        assert_eq!(chart.rows[1].parts.len(), 1);
        assert_eq!(chart.description, "a: b; a: b");
    }

    #[test]
    fn the_ends_of_a_line_are_labelled() {
        assert_eq!(labelled(0), Vec::<usize>::new());
        assert_eq!(labelled(1), [0]);
        assert_eq!(labelled(3), [0, 1, 2]);
        assert_eq!(labelled(120), [0, 29, 59, 89, 119]);
    }
}
