package io.aula.gateway.policy.limit;

/** Counts tokens and nesting in a document's text, before a parser spends memory on it. */
public final class TextLimits {

    private final String text;
    private final DocumentLimits limits;
    private int at;
    private int tokens;
    private int nesting;

    private TextLimits(String text, DocumentLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    public static void check(String text, DocumentLimits limits) throws LimitExceededException {
        if (text.length() > limits.characters()) {
            throw new LimitExceededException("characters", limits.characters());
        }
        new TextLimits(text, limits).scan();
    }

    private void scan() throws LimitExceededException {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (c <= ' ' || c == ',' || c == '\uFEFF') {
                at++;
            } else {
                token(c);
            }
        }
    }

    private void token(char c) throws LimitExceededException {
        if (++tokens > limits.tokens()) {
            throw new LimitExceededException("tokens", limits.tokens());
        }
        switch (c) {
            case '{', '[', '(' -> {
                at++;
                if (++nesting > limits.nesting()) {
                    throw new LimitExceededException("levels of brackets", limits.nesting());
                }
            }
            case '}', ']', ')' -> {
                at++;
                nesting--;
            }
            case '"' -> skipString();
            default -> skipWord(c);
        }
    }

    private void skipWord(char c) {
        at++;
        if (!isWord(c)) {
            return;
        }
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipString() {
        if (text.startsWith("\"\"\"", at)) {
            var close = text.indexOf("\"\"\"", at + 3);
            while (close > 0 && text.charAt(close - 1) == '\\') {
                close = text.indexOf("\"\"\"", close + 3);
            }
            at = close < 0 ? text.length() : close + 3;
            return;
        }
        at++;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
