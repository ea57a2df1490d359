//! The geometry of charts: numbers in, per cent and pixels out.

use crate::output::language::number;
use crate::sum::sum;

/// A part of a bar.
pub(crate) struct Part {
    pub(crate) class: &'static str,
    pub(crate) x: String,
    pub(crate) width: String,
}

pub(crate) struct BarRow {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) text_y: usize,
    pub(crate) bar_y: usize,
    pub(crate) parts: Vec<Part>,
}

pub(crate) struct LegendEntry {
    pub(crate) class: &'static str,
    pub(crate) text: String,
}

/// Horizontal bars, each with its label above it.
pub(crate) struct BarChart {
    pub(crate) id: String,
    pub(crate) title: &'static str,
    pub(crate) subtitle: String,
    pub(crate) description: String,
    pub(crate) wide: bool,
    pub(crate) height: usize,
    pub(crate) rows: Vec<BarRow>,
    pub(crate) legend: Vec<LegendEntry>,
}

/// A bar before it is drawn: its label, what is printed beside it, and its parts.
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) parts: Vec<(&'static str, u64)>,
}

const ROW: usize = 36;

impl BarChart {
    /// Bars that share one scale: the longest is as wide as the chart.
    pub(crate) fn new(id: &str, title: &'static str, bars: Vec<Bar>) -> Self {
        let length = |bar: &Bar| sum(bar.parts.iter().map(|(_, value)| *value));
        let most = bars.iter().map(length).max().unwrap_or_default();
        Self::of(id.to_owned(), title, most, bars)
    }

    /// Bars that are parts of a whole: all of it is as wide as the chart.
    pub(crate) fn of(id: String, title: &'static str, most: u64, bars: Vec<Bar>) -> Self {
        let description: Vec<String> = bars
            .iter()
            .map(|bar| format!("{}: {}", bar.label, bar.value))
            .collect();
        let rows = bars.into_iter().enumerate().map(|(place, bar)| {
            let mut x = 0_u64;
            let parts = bar.parts.into_iter().filter(|(_, value)| *value > 0);
            let parts = parts.map(|(class, value)| {
                let part = Part {
                    class,
                    x: percent(x, most),
                    width: percent(value, most),
                };
                x = x.saturating_add(value);
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

pub(crate) struct Dot {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) value_y: String,
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) anchor: &'static str,
    pub(crate) labelled: bool,
    /// Whether a phone has no room for its label.
    pub(crate) minor: bool,
}

/// A line over time.
pub(crate) struct LineChart {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) description: String,
    pub(crate) points: String,
    pub(crate) dots: Vec<Dot>,
}

/// Not more labels than a phone has room for.
const MOST_LABELS: usize = 5;

impl LineChart {
    /// `points` are label, printed value and value, oldest first.
    pub(crate) fn new(id: &'static str, title: &'static str, points: &[(String, u64)]) -> Self {
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
pub(crate) fn labelled(count: usize) -> Vec<usize> {
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
pub(crate) fn is_minor(labels: &[usize], place: usize) -> bool {
    let label = labels.iter().position(|label| *label == place);
    labels.len() > 3 && label.is_some_and(|label| label % 2 == 1 && label + 1 < labels.len())
}

pub(crate) fn percent(part: u64, whole: u64) -> String {
    format!("{:.2}", part as f64 / whole.max(1) as f64 * 100.0)
}

/// A label of one line on a phone; the description holds all of it.
fn short(text: &str) -> String {
    crate::output::text::cut(text, 26).into_owned()
}

/// A column before it is drawn: its label and the values of its parts, from the bottom.
pub(crate) struct Column {
    pub(crate) label: String,
    pub(crate) parts: Vec<u64>,
}

pub(crate) struct ColumnPart {
    pub(crate) class: &'static str,
    pub(crate) y: String,
    pub(crate) height: String,
}

pub(crate) struct DrawnColumn {
    pub(crate) x: String,
    pub(crate) width: String,
    pub(crate) label: String,
    pub(crate) label_x: String,
    pub(crate) anchor: &'static str,
    pub(crate) minor: bool,
    pub(crate) parts: Vec<ColumnPart>,
}

/// Stacked columns over time.
pub(crate) struct ColumnChart {
    pub(crate) id: String,
    pub(crate) title: &'static str,
    pub(crate) subtitle: String,
    pub(crate) description: String,
    /// What the upper line stands for.
    pub(crate) top: String,
    pub(crate) columns: Vec<DrawnColumn>,
    pub(crate) legend: Vec<LegendEntry>,
}

impl ColumnChart {
    pub(crate) fn new(
        id: String,
        title: &'static str,
        columns: &[Column],
        legend: Vec<LegendEntry>,
        description: String,
    ) -> Self {
        let sums = columns
            .iter()
            .map(|column| sum(column.parts.iter().copied()));
        let most = sums.max().unwrap_or_default();
        let labels = labelled(columns.len());
        let slot = 100.0 / columns.len().max(1) as f64;
        let drawn = columns.iter().enumerate().map(|(place, column)| {
            let mut y = 200.0;
            let parts = column
                .parts
                .iter()
                .enumerate()
                .filter(|(_, value)| **value > 0);
            let parts = parts.map(|(kind, value)| {
                let height = *value as f64 / most.max(1) as f64 * 180.0;
                y -= height;
                ColumnPart {
                    class: kind_class(kind),
                    y: format!("{y:.1}"),
                    height: format!("{height:.1}"),
                }
            });
            let parts = parts.collect();
            let x = place as f64 * slot;
            let (label_x, anchor) = match place {
                0 => (0.0, "start"),
                _ if place == columns.len() - 1 => (100.0, "end"),
                _ => (x + slot / 2.0, "middle"),
            };
            DrawnColumn {
                x: format!("{:.2}", x + slot * 0.1),
                width: format!("{:.2}", slot * 0.8),
                label: if labels.contains(&place) {
                    column.label.clone()
                } else {
                    String::new()
                },
                label_x: format!("{label_x:.2}"),
                anchor,
                minor: is_minor(&labels, place),
                parts,
            }
        });
        Self {
            id,
            title,
            subtitle: String::new(),
            description,
            top: number(most),
            columns: drawn.collect(),
            legend,
        }
    }
}

/// The colour of a kind by its rank; all from the seventh on share one.
pub(crate) fn kind_class(place: usize) -> &'static str {
    ["c0", "c1", "c2", "c3", "c4", "c5", "c6"]
        .get(place)
        .copied()
        .unwrap_or("c6")
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
    fn columns_stand_on_their_line_and_the_highest_reaches_the_top() {
        let column = |parts: &[u64]| Column {
            label: "11-24".to_owned(),
            parts: parts.to_vec(),
        };
        let columns = [column(&[1, 0, 3]), column(&[2, 0, 0])];
        let chart = ColumnChart::new("c".to_owned(), "t", &columns, Vec::new(), String::new());
        let parts = &chart.columns[0].parts;
        assert_eq!(
            (parts[0].y.as_str(), parts[0].height.as_str()),
            ("155.0", "45.0")
        );
        assert_eq!(
            (
                parts[1].y.as_str(),
                parts[1].height.as_str(),
                parts[1].class
            ),
            ("20.0", "135.0", "c2")
        );
        assert_eq!(chart.top, "4");
    }

    #[test]
    fn the_ends_of_a_line_are_labelled() {
        assert_eq!(labelled(0), Vec::<usize>::new());
        assert_eq!(labelled(1), [0]);
        assert_eq!(labelled(3), [0, 1, 2]);
        assert_eq!(labelled(120), [0, 29, 59, 89, 119]);
    }
}
