//! The main rows as a picture: how much of its allowance each uses.

use std::fmt::Write as _;

use super::figure::Recorded;
use super::rows::ROWS;

const WIDTH: f64 = 800.0;
const LEFT: f64 = 250.0;
const LINE: f64 = 24.0;
const TOP: f64 = 56.0;
/// Where an allowance ends.
const FULL: f64 = 340.0;
/// Where bars end and their figures stand, clear of the line.
const LONGEST: f64 = FULL * 1.2;

pub(super) fn render(recorded: &Recorded) -> String {
    let bars: Vec<_> = ROWS
        .iter()
        .filter_map(|row| {
            let name = row.picture?;
            let figure = recorded.figures.get(row.id)?;
            Some((name, row.share(figure)?, row.reach.to_string()))
        })
        .collect();
    let height = TOP + LINE * bars.len() as f64 + 16.0;
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" aria-label="How much of its allowance each main row uses">
<style>
text {{ font: 13px system-ui, sans-serif; fill: #1f2328; }}
.small {{ font-size: 12px; fill: #59636e; }}
.met {{ fill: #1a7f64; }}
.missed {{ fill: #c2410c; }}
.full {{ stroke: #59636e; stroke-dasharray: 4 3; }}
@media (prefers-color-scheme: dark) {{
text {{ fill: #e6edf3; }}
.small {{ fill: #9198a1; }}
.met {{ fill: #3fb68b; }}
.missed {{ fill: #f0883e; }}
.full {{ stroke: #9198a1; }}
}}
</style>
<text x="8" y="20">How much of its allowance each row uses: shorter is better</text>
<text class="small" x="{at}" y="44" text-anchor="middle">the reach</text>
"#,
        at = LEFT + FULL
    );
    for (at, (name, share, reach)) in bars.iter().enumerate() {
        let y = TOP + LINE * at as f64;
        // What is far over ends at the edge; the figure beside it tells how far.
        let length = (share * FULL).clamp(1.0, LONGEST);
        let class = if *share <= 1.0 { "met" } else { "missed" };
        let _ = writeln!(
            svg,
            r#"<text x="{x}" y="{text}" text-anchor="end">{name}</text><rect class="{class}" x="{LEFT}" y="{bar}" width="{length:.1}" height="14" rx="2"/><text class="small" x="{after:.1}" y="{text}">{percent:.0} % of {reach}</text>"#,
            x = LEFT - 8.0,
            text = y + 12.0,
            bar = y + 1.0,
            after = LEFT + LONGEST + 8.0,
            percent = share * 100.0,
        );
    }
    let _ = writeln!(
        svg,
        r#"<line class="full" x1="{x}" y1="50" x2="{x}" y2="{y2}"/>"#,
        x = LEFT + FULL,
        y2 = height - 8.0
    );
    svg.push_str("</svg>\n");
    svg
}
