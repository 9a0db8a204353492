package io.aula.devstack.stripe.page;

/** One page's frame: its language, its name, and on top of it that it is a double. */
final class Html {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1a1d21;--paper:#fff;--line:#8a9099;--soft:#f1f3f6;--act:#4434c4;--on-act:#fff;--bad:#a3122a}
            @media(prefers-color-scheme:dark){:root{--ink:#f0f2f5;--paper:#15171b;--line:#7d8590;--soft:#23272e;--act:#a99cff;--on-act:#15171b;--bad:#ff9aa8}}
            *{box-sizing:border-box}body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
            .double{background:#ffd84d;color:#1a1d21;padding:.5rem 1rem;text-align:center;font-weight:600}
            main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}
            label{display:block;margin:1rem 0 .25rem;font-weight:600}
            input{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .7rem;min-height:2.75rem}
            button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.1rem;border-radius:.4rem;border:1px solid var(--act);background:var(--act);color:var(--on-act);cursor:pointer}
            button.quiet{background:transparent;color:var(--act)}.wide{width:100%;margin-top:1.5rem}
            a{color:var(--act)}:focus-visible{outline:3px solid var(--act);outline-offset:2px}
            .bad{border:2px solid var(--bad);color:var(--bad);border-radius:.4rem;padding:.6rem .8rem}
            .row{display:flex;gap:1rem;flex-wrap:wrap;align-items:end}.row>div{flex:1 1 8rem}
            table{width:100%;border-collapse:collapse}th,td{text-align:start;padding:.45rem .3rem;border-bottom:1px solid var(--soft);vertical-align:top;overflow-wrap:anywhere}
            td.sum,th.sum{text-align:end;white-space:nowrap}.total{font-weight:700;font-size:1.1rem}
            details{margin:1rem 0;background:var(--soft);border-radius:.4rem;padding:.6rem .8rem}code{font-size:.95em}
            form{margin-top:1rem}
            """;

    private Html() {}

    static String page(Words words, String title, String body) {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
                <body><header class="double">%s</header><main><h1>%s</h1>
                %s
                </main></body></html>
                """.formatted(words.language(), escape(title), STYLE, escape(words.of("double")), escape(title), body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String alert(String sentence) {
        return sentence.isEmpty() ? "" : "<p class=\"bad\" role=\"alert\">" + escape(sentence) + "</p>";
    }

    /** A labelled field; {@code attributes} are ours and not escaped. */
    static String field(String name, String label, String value, String attributes) {
        return """
                <div><label for="%1$s">%2$s</label><input id="%1$s" name="%1$s" value="%3$s" %4$s></div>
                """.formatted(name, escape(label), escape(value), attributes);
    }

    static String button(String action, String label, String style) {
        return "<button name=\"action\" value=\"%s\" class=\"%s\">%s</button>".formatted(action, style, escape(label));
    }

    static String link(String address, String label) {
        return "<p><a href=\"" + escape(address) + "\">" + escape(label) + "</a></p>";
    }

    /** The four fields of a card, and which numbers do what. */
    static String card(Words words, String name) {
        return field(
                        "card_number",
                        words.of("card_number"),
                        "",
                        "inputmode=\"numeric\" autocomplete=\"cc-number\" placeholder=\"4242 4242 4242 4242\" required")
                + "<div class=\"row\">"
                + field(
                        "card_expiry",
                        words.of("card_expiry"),
                        "",
                        "inputmode=\"numeric\" autocomplete=\"cc-exp\" placeholder=\"12/34\" required")
                + field(
                        "card_cvc",
                        words.of("card_cvc"),
                        "",
                        "inputmode=\"numeric\" autocomplete=\"cc-csc\" placeholder=\"123\" required")
                + "</div>"
                + field("cardholder_name", words.of("cardholder_name"), name, "autocomplete=\"cc-name\"");
    }

    /** The other way to pay: an account, and which numbers do what. */
    static String debit(Words words, String sum) {
        return """
                <h2>%s</h2><p>%s</p><form method="post">%s%s%s</form>
                <details><summary>%s</summary><table>
                <tr><td><code>AT61 1904 3002 3457 3201</code></td><td>%s</td></tr>
                <tr><td><code>AT86 1904 3002 3547 3202</code></td><td>%s</td></tr>
                <tr><td><code>AT98 1904 3000 0222 2227</code></td><td>%s</td></tr>
                <tr><td><code>AT59 1904 3002 3547 3203</code></td><td>%s</td></tr>
                </table></details>
                """.formatted(
                        escape(words.of("debit_title")),
                        escape(words.of("debit_days")),
                        field(
                                "iban",
                                words.of("iban"),
                                "",
                                "autocomplete=\"off\" placeholder=\"AT61 1904 3002 3457 3201\" required"),
                        field("account_name", words.of("account_name"), "", "autocomplete=\"name\" required"),
                        button("debit", words.of("debit") + " " + sum, "quiet wide"),
                        escape(words.of("test_accounts")),
                        escape(words.of("account_ok")),
                        escape(words.of("account_fails")),
                        escape(words.of("account_poor")),
                        escape(words.of("account_disputed")));
    }

    static String testCards(Words words) {
        return """
                <details><summary>%s</summary><table>
                <tr><td><code>4242 4242 4242 4242</code></td><td>%s</td></tr>
                <tr><td><code>4000 0000 0000 0002</code></td><td>%s</td></tr>
                <tr><td><code>4000 0000 0000 9995</code></td><td>%s</td></tr>
                <tr><td><code>4000 0025 0000 3155</code></td><td>%s</td></tr>
                <tr><td><code>4000 0000 0000 0341</code></td><td>%s</td></tr>
                </table></details>
                """.formatted(
                        escape(words.of("test_cards")),
                        escape(words.of("card_ok")),
                        escape(words.of("generic_decline")),
                        escape(words.of("insufficient_funds")),
                        escape(words.of("card_asks")),
                        escape(words.of("card_later")));
    }
}
