import type { Markup } from './markup.js'
import { paletteRules } from './palette.js'

/** The page's style sheet: light, dark, telephone and paper. */
export const STYLE: Markup = {
  markup: `
:root{${paletteRules('light')};--bg:#f4f6f8;--soft:#566373;--rule:#dde2e8;--band:#eef1f5;--pass:#0b7a48;--fail:#bf2431;--open:#8f5a00;--pass-bg:#e5f4ec;--fail-bg:#fbe9ea;--open-bg:#fbf1dd}
@media screen and (prefers-color-scheme:dark){:root{${paletteRules('dark')};--bg:#10161d;--soft:#9dabba;--rule:#2d3945;--band:#1e2833;--pass:#4cc38a;--fail:#ff8087;--open:#e8b04a;--pass-bg:#12301f;--fail-bg:#3a1a1e;--open-bg:#33280f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1080px;padding:28px 24px 40px;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1,h2,h3,p,ul,dl,figure{margin:0;padding:0}
h1{font-size:27px;line-height:1.25;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:18px;margin-bottom:12px}
h3{font-size:14px;overflow-wrap:anywhere}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.kicker{color:var(--soft);font-size:13px;letter-spacing:.04em;text-transform:uppercase;font-weight:600}
.when{color:var(--soft);margin-top:2px}
section{background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:18px 20px;margin-top:16px}
section>p{max-width:76ch;margin-bottom:12px}
section>p:last-child{margin-bottom:0}
section>.caption{color:var(--soft);font-size:13px;margin:10px 0 0;max-width:none}
.place{color:var(--soft);font-weight:400;margin-right:10px}.plain,.findings{padding-left:20px;max-width:92ch}.plain li+li,.findings li+li{margin-top:5px}.hash{font-size:11px}
.caption+.scroll{margin-top:14px}.caption+.panel{margin-top:24px}
.verdict{display:grid;grid-template-columns:auto 1fr;gap:6px 24px;align-items:center;margin-top:18px;border-left-width:6px}
.verdict .status{font-size:30px;line-height:1.1;font-weight:700;margin:0;white-space:nowrap}
.verdict .sign{margin-right:10px}
.verdict .meaning{font-weight:600}
.verdict ul{margin-top:6px;padding-left:18px;overflow-wrap:anywhere}
.verdict.pass{background:var(--pass-bg);border-color:var(--pass)}.verdict.pass .status{color:var(--pass)}
.verdict.fail,.verdict.invalid{background:var(--fail-bg);border-color:var(--fail)}.verdict.fail .status,.verdict.invalid .status{color:var(--fail)}
.verdict.inconclusive,.verdict.interrupted{background:var(--open-bg);border-color:var(--open)}.verdict.inconclusive .status,.verdict.interrupted .status{color:var(--open)}
.note{margin-top:12px;padding:8px 14px;border-left:4px solid var(--open);color:var(--ink);background:var(--open-bg);border-radius:4px;font-size:14px}
.figures{display:grid;grid-template-columns:repeat(4,1fr);padding:0;overflow:hidden}
.figure{box-shadow:0 0 0 .5px var(--rule);padding:13px 18px}
.figure h3{color:var(--soft);font-weight:600;font-size:13px}
.figure h3::first-letter{text-transform:uppercase}
.figure .over{font-weight:400}
.figure .value{font-size:24px;font-weight:650;line-height:1.25;letter-spacing:-.01em;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.figure.bad .value,.bad{color:var(--fail)}
.figure .detail{color:var(--soft);font-size:13px}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:5px 20px;font-size:14px}
.facts>div{display:contents}
.facts dt{color:var(--soft);overflow-wrap:anywhere}
.facts dd{margin:0;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:18px 2px 0;font-size:14px}
a{color:var(--s0);text-underline-offset:3px}
.scroll{overflow-x:auto;margin-top:4px}
.scroll+.scroll{margin-top:18px}
table{border-collapse:collapse;width:100%;font-size:13.5px}
th,td{padding:5px 7px;text-align:left;vertical-align:middle;border-bottom:1px solid var(--rule)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-size:12.5px;font-weight:600;white-space:nowrap;border-bottom-color:var(--soft)}
tbody th{font-weight:500;overflow-wrap:break-word;min-width:150px;max-width:300px}
tbody th.number{min-width:0}
tbody th code{overflow-wrap:break-word}
tbody tr.first>*{border-top:2px solid var(--soft)}
th:first-child{padding-left:0}td:last-child,th:last-child{padding-right:0}
.number,.spare{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.badge{display:inline-block;white-space:nowrap;border-radius:999px;padding:1px 11px;font-size:13px;font-weight:650}
.badge.pass{color:var(--pass);background:var(--pass-bg)}.badge.fail{color:var(--fail);background:var(--fail-bg)}.badge.inconclusive{color:var(--open);background:var(--open-bg)}
.whole{white-space:nowrap}
.weak{color:var(--open);font-weight:600}
.gauge{display:block;width:140px;height:10px;margin-left:auto;border-radius:2px}
.gauge .ground{fill:var(--band)}.gauge .used{fill:var(--pass)}.gauge.fail .used{fill:var(--fail)}.gauge .bound{stroke:var(--ink);stroke-width:2}
.warnings{list-style:none}
.warnings li{border-left:4px solid var(--open);padding:2px 0 2px 14px}
.warnings li+li{margin-top:12px}.warnings p+p{margin-top:4px}
.warnings h3{color:var(--open);font-size:15px}
.warnings code{color:var(--soft);font-weight:400;margin-left:6px}
.chart{position:relative}
.chart svg{display:block;width:100%;height:auto;font-family:inherit}
.chart.narrow{display:none}
.panel+.panel{margin-top:22px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:24px 28px;margin-top:24px;align-items:end}.pair .panel{margin:0;align-self:end}.scroll+.panel{margin-top:22px}
text{fill:var(--ink);font-size:12px}
text.tick,text.stage{fill:var(--soft);font-variant-numeric:tabular-nums}
text.title{font-weight:600}text.key{font-weight:600}
.grid{stroke:var(--rule);stroke-width:1;fill:none;shape-rendering:crispEdges;vector-effect:non-scaling-stroke}
.mark{stroke:var(--soft)}
.band{fill:var(--band)}.band.b1{fill:transparent}
.line{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.area{fill:currentColor;opacity:.13;stroke:none}
.bars{fill:currentColor}
.dash1{stroke-dasharray:7 4}.dash2{stroke-dasharray:2 4}.dash3{stroke-dasharray:9 3 2 3}
.hatch{stroke:var(--card);stroke-width:1.1;fill:none}
.part{fill:currentColor;stroke:var(--card);stroke-width:.6}
.sign{fill:currentColor;stroke:var(--card);stroke-width:1}
.whisker,.mark-line{fill:none;stroke:currentColor;stroke-width:1.4}
.none{padding:14px 16px;border:1px dashed var(--rule);border-radius:6px;color:var(--soft)}
.event-line{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:4 3;opacity:.55;fill:none}.reach{stroke:transparent;stroke-width:7;fill:none}.event:hover .event-line{opacity:1;stroke-width:2}
.goal{stroke:currentColor;stroke-width:3;fill:none}
.hover{fill:transparent}
rect.hover:hover{fill:var(--ink);fill-opacity:.12}
circle.hover:hover{fill:var(--ink);fill-opacity:.25}
.c-ink,.whisker{color:var(--ink)}.c-users{color:var(--s0)}.c-requests{color:var(--s2)}.c-failed{color:var(--fail)}.c-p50{color:var(--s0)}.c-p99{color:var(--s1)}.c-lag{color:var(--s3)}.c-cpu{color:var(--s0)}.c-steal{color:var(--s1)}.c-full{color:var(--s1)}.c-resumed{color:var(--s0)}
.s0{color:var(--s0)}.s1{color:var(--s1)}.s2{color:var(--s2)}.s3{color:var(--s3)}
.t-network{color:var(--network)}.t-nginx{color:var(--nginx)}.t-jetty{color:var(--jetty)}.t-cassandra{color:var(--cassandra)}.t-elasticsearch{color:var(--elasticsearch)}
.h0{fill:var(--h0)}.h1{fill:var(--h1)}.h2{fill:var(--h2)}.h3{fill:var(--h3)}.h4{fill:var(--h4)}.h5{fill:var(--h5)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:3px 18px;margin:6px 0 8px;font-size:13px;overflow-wrap:anywhere}
.legend svg{width:22px;height:10px;margin-right:6px;vertical-align:middle}
svg.swatch{display:inline-block;width:15px;height:13px;margin-right:7px;vertical-align:-2px;border-radius:2px}
.error+.error{margin-top:22px}
.error .count{display:inline-block;border-radius:999px;background:var(--fail-bg);color:var(--fail);padding:0 10px;font-weight:650}
.error h3{font-size:15px;margin-bottom:3px}
.example{margin-top:9px;padding-left:14px;border-left:3px solid var(--rule);font-size:14px}
.example figcaption{overflow-wrap:anywhere}
.answer{margin-top:4px;padding:8px 12px;background:var(--band);border-radius:4px;font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.answer .body{margin-top:5px;white-space:pre-wrap}
.deaths{padding-left:18px;margin-bottom:12px;color:var(--fail);overflow-wrap:anywhere}
footer{color:var(--soft);font-size:13px;margin:20px 2px 0}
@media screen and (max-width:680px){
body{padding:16px 12px 28px;font-size:15px}
h1{font-size:21px}
section{padding:14px 14px}
.verdict{grid-template-columns:1fr}
.figures{grid-template-columns:repeat(2,1fr);padding:0}
.figure{padding:10px 12px}.figure .value{font-size:20px}
.facts{grid-template-columns:1fr;gap:8px}.facts>div{display:block}.facts dt{font-size:13px}
.pair{grid-template-columns:1fr}
.chart.wide{display:none}.chart.narrow{display:block;max-width:520px}
.spare,.words{display:none}
th,td{padding:6px 7px}
tbody th{min-width:0}
.gauge{width:84px}
}
@media print{
@page{size:A4;margin:13mm 12mm 16mm;@bottom-left{content:"tatami-load";font:8pt system-ui,sans-serif;color:#566373}@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#566373}}
html{color-scheme:only light;background:#fff}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0;background:none;font-size:10pt}
h1{font-size:17pt}h2{font-size:12.5pt;break-after:avoid}h3{break-after:avoid}
nav{display:none}
section{border:0;border-radius:0;margin-top:16px;padding:0;background:none}
.verdict,.figures{border:1px solid var(--rule);border-radius:6px;margin-top:10px}.verdict{padding:10px 14px;border-left-width:6px}.figures{padding:0}
h2{border-bottom:1px solid var(--soft);padding-bottom:3px}section>p,.legend,h3{break-after:avoid}
.verdict,.figures,.note,.panel,.caption,.error,.example,.warnings li,.chart,tr,.facts>div{break-inside:avoid}
thead{display:table-header-group}
table{font-size:8.2pt}th,td{padding:3px 5px}
.facts{font-size:9pt}section>.caption{font-size:8.5pt}.figure{padding:8px 12px}.figure .value{font-size:15pt}.figure .detail,.figure h3{font-size:8.5pt}
.scroll{overflow:visible}
}
`,
}
