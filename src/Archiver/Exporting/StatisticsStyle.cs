namespace Archiver.Exporting;

/// <summary>How the page looks: the reader's own fonts, light or dark as the reader's system is, one column on a phone.</summary>
internal static class StatisticsStyle
{
    public const string Css = """

        :root {
          color-scheme: light dark;
          --paper: #f7f5f1; --card: #ffffff; --ink: #1f252b; --soft: #59636d; --line: #dedad2;
          --bar: #2f6f9f; --day0: #e4e0d8; --day1: #8fbfe0; --day2: #5a9bcc; --day3: #2f73a8; --day4: #123f63;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14181c; --card: #1c2227; --ink: #e5e9ec; --soft: #a0abb5; --line: #323a42;
            --bar: #66aedd; --day0: #37414a; --day1: #2f6b92; --day2: #4f9bcb; --day3: #8cc8ee; --day4: #dff2fd;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Hiragino Sans", sans-serif;
          font-variant-numeric: tabular-nums;
        }
        main { max-width: 76rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
        @media (max-width: 36rem) { main { padding: 1.25rem .75rem 2rem; } }
        @media print { body { background: none; } }
        """ + Charts;

    /// <summary>The part that is about what the page shows, and stands in the style of other pages as well.</summary>
    public const string Charts = """

        h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
        h2 { margin: 0 0 .75rem; font-size: 1.1rem; }
        h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; }
        h3 small, .about, .axis, caption, summary { color: var(--soft); font-size: .875rem; font-weight: normal; }
        .about { margin: .25rem 0 1.5rem; overflow-wrap: anywhere; }
        .about:last-child { margin-bottom: 0; }
        .cards { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; align-items: start; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; min-width: 0; }
        section.wide { grid-column: 1 / -1; }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem 1.5rem; margin: 0; }
        dt { color: var(--soft); font-size: .875rem; }
        dd { margin: 0; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .2rem 0 .2rem .75rem; text-align: right; font-weight: normal; vertical-align: top; white-space: nowrap; }
        thead th { color: var(--soft); font-size: .875rem; }
        th:first-child { padding-left: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; }
        .bars th:first-child { width: 48%; }
        .wide .bars th:first-child { width: 24%; }
        .bars td, .bars thead th { width: 1%; }
        .bars td.bar { width: auto; padding-top: .5rem; }
        table + table { margin-top: 1rem; }
        svg { display: block; }
        .bar svg { width: 100%; height: .8rem; }
        .columns { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .5rem; }
        .columns svg { width: 100%; height: 9rem; border-bottom: 1px solid var(--soft); overflow: visible; }
        .scale { display: flex; flex-direction: column; justify-content: space-between; margin: -.65rem 0; text-align: right; color: var(--soft); font-size: .875rem; }
        .grid { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
        .bar rect, .columns rect { fill: var(--bar); }
        .axis { grid-column: 2; display: flex; justify-content: space-between; gap: 1rem; margin: .25rem 0; }
        details { margin-top: .75rem; }
        summary { cursor: pointer; }
        .year { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: .75rem; margin: 0; padding: 0; list-style: none; }
        .year li { color: var(--soft); font-size: .875rem; }
        .year svg, .legend svg { width: 100%; height: auto; }
        .year text { fill: var(--soft); font-size: 7px; text-anchor: middle; }
        .whole { white-space: nowrap; }
        .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 1rem 0 0; padding: 0; list-style: none; color: var(--soft); font-size: .875rem; }
        .legend li { display: flex; align-items: center; gap: .4rem; }
        .legend svg { width: .8rem; height: .8rem; }
        .day0 { fill: var(--day0); } .day1 { fill: var(--day1); } .day2 { fill: var(--day2); } .day3 { fill: var(--day3); } .day4 { fill: var(--day4); }
        @media (max-width: 52rem) {
          .cards { grid-template-columns: minmax(0, 1fr); }
          .year { grid-template-columns: repeat(6, minmax(0, 1fr)); }
        }
        @media (max-width: 36rem) {
          section { padding: 1rem; }
          .year { grid-template-columns: repeat(4, minmax(0, 1fr)); }
          .bars th:first-child, .wide .bars th:first-child { width: 45%; }
          .more { display: none; }
        }
        @media print { section { break-inside: avoid; } }

        """;
}
