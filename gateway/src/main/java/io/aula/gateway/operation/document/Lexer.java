package io.aula.gateway.operation.document;

import graphql.language.SourceLocation;

/** Cuts a text into tokens, one at a time; it stands on the first one from the beginning. */
final class Lexer {

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private TokenKind kind = TokenKind.END;
    private int start;
    private int startLine;
    private int startColumn;
    private String string = "";

    Lexer(String text) throws DocumentSyntaxException {
        this.text = text;
        advance();
    }

    TokenKind kind() {
        return kind;
    }

    boolean is(String name) {
        return kind == TokenKind.NAME && at - start == name.length() && text.startsWith(name, start);
    }

    /** The token as it is written. */
    String word() {
        return text.substring(start, at);
    }

    /** What the string token says. */
    String string() {
        return string;
    }

    SourceLocation location() {
        return new SourceLocation(startLine, startColumn);
    }

    DocumentSyntaxException unexpected(String wanted) {
        var found = kind == TokenKind.NAME ? "'" + word() + "'" : kind.words();
        return new DocumentSyntaxException("expected " + wanted + ", found " + found, startLine, startColumn);
    }

    void advance() throws DocumentSyntaxException {
        skipIgnored();
        start = at;
        startLine = line;
        startColumn = at - lineStart + 1;
        if (at == text.length()) {
            kind = TokenKind.END;
            return;
        }
        var c = text.charAt(at);
        if (isNameStart(c)) {
            name();
        } else if (c == '"') {
            kind = TokenKind.STRING;
            readString();
        } else if (c == '-' || isDigit(c)) {
            number();
        } else {
            punctuator(c);
        }
    }

    private void skipIgnored() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case ' ', '\t', ',', '\uFEFF' -> at++;
                case '\n', '\r' -> lineBreak();
                case '#' -> skipComment();
                default -> {
                    return;
                }
            }
        }
    }

    private void lineBreak() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
        lineStart = at;
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void punctuator(char c) throws DocumentSyntaxException {
        kind = switch (c) {
            case '!' -> TokenKind.BANG;
            case '$' -> TokenKind.DOLLAR;
            case '(' -> TokenKind.OPEN_PARENTHESIS;
            case ')' -> TokenKind.CLOSE_PARENTHESIS;
            case ':' -> TokenKind.COLON;
            case '=' -> TokenKind.EQUALS;
            case '@' -> TokenKind.AT;
            case '[' -> TokenKind.OPEN_BRACKET;
            case ']' -> TokenKind.CLOSE_BRACKET;
            case '{' -> TokenKind.OPEN_BRACE;
            case '}' -> TokenKind.CLOSE_BRACE;
            case '.' -> spread();
            default -> throw problem("unexpected character " + shown(c));
        };
        at++;
    }

    private TokenKind spread() throws DocumentSyntaxException {
        if (!text.startsWith("...", at)) {
            throw problem("unexpected character '.'");
        }
        at += 2;
        return TokenKind.SPREAD;
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "'" + c + "'" : "U+%04X".formatted((int) c);
    }

    private void name() {
        kind = TokenKind.NAME;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
    }

    private void number() throws DocumentSyntaxException {
        kind = TokenKind.INT;
        if (here('-')) {
            at++;
        }
        if (here('0')) {
            at++;
        } else {
            digits();
        }
        if (here('.')) {
            kind = TokenKind.FLOAT;
            at++;
            digits();
        }
        if (here('e') || here('E')) {
            kind = TokenKind.FLOAT;
            at++;
            if (here('+') || here('-')) {
                at++;
            }
            digits();
        }
        if (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
            throw problem("a number may not be followed by " + shown(text.charAt(at)));
        }
    }

    private boolean here(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void digits() throws DocumentSyntaxException {
        var first = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == first) {
            throw problem("expected a digit");
        }
    }

    private void readString() throws DocumentSyntaxException {
        if (text.startsWith("\"\"\"", at)) {
            at += 3;
            readBlockString();
            return;
        }
        at++;
        var from = at;
        var escapes = false;
        while (!here('"')) {
            if (at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                throw problem("the string is not closed");
            }
            if (text.charAt(at) == '\\') {
                escapes = true;
                unescape(new StringBuilder());
            } else {
                at += sourceCharacter();
            }
        }
        string = escapes ? unescaped(from) : text.substring(from, at);
        at++;
    }

    private String unescaped(int from) throws DocumentSyntaxException {
        var end = at;
        var value = new StringBuilder(end - from);
        at = from;
        while (at < end) {
            if (text.charAt(at) == '\\') {
                unescape(value);
            } else {
                value.append(text.charAt(at++));
            }
        }
        return value.toString();
    }

    /** Steps over an escape. */
    private void unescape(StringBuilder value) throws DocumentSyntaxException {
        var c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        switch (c) {
            case '"', '\\', '/' -> value.append(c);
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> {
                at += 2;
                value.appendCodePoint(codePoint());
                return;
            }
            default -> throw problem("no such escape: \\" + (c < ' ' ? "" : c));
        }
        at += 2;
    }

    private int codePoint() throws DocumentSyntaxException {
        if (here('{')) {
            return scalar(hex(++at, Math.max(at, text.indexOf('}', at)), 1));
        }
        var unit = hex(at, at + 4, 0);
        if (unit >= Character.MIN_HIGH_SURROGATE
                && unit <= Character.MAX_HIGH_SURROGATE
                && text.startsWith("\\u", at)) {
            at += 2;
            var low = hex(at, at + 4, 0);
            if (low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE) {
                return Character.toCodePoint((char) unit, (char) low);
            }
            throw problem("half a surrogate pair");
        }
        return scalar(unit);
    }

    private int scalar(int codePoint) throws DocumentSyntaxException {
        if (!Character.isValidCodePoint(codePoint)
                || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            throw problem("no Unicode scalar value");
        }
        return codePoint;
    }

    /** The hexadecimal number in that range, of which {@code behind} characters more are stepped over. */
    private int hex(int from, int to, int behind) throws DocumentSyntaxException {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0 || number > Character.MAX_CODE_POINT) {
                throw problem("no Unicode escape");
            }
            number = number * 16 + digit;
        }
        if (from >= to) {
            throw problem("no Unicode escape");
        }
        at = to + behind;
        return number;
    }

    private void readBlockString() throws DocumentSyntaxException {
        var from = at;
        while (!text.startsWith("\"\"\"", at)) {
            if (at >= text.length()) {
                throw problem("the block string is not closed");
            }
            if (text.startsWith("\\\"\"\"", at)) {
                at += 4;
            } else if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                lineBreak();
            } else {
                at += sourceCharacter();
            }
        }
        string = BlockString.value(text.substring(from, at).replace("\\\"\"\"", "\"\"\""));
        at += 3;
    }

    /** How many characters of the text the scalar value here takes. */
    private int sourceCharacter() throws DocumentSyntaxException {
        var c = text.charAt(at);
        if (!Character.isSurrogate(c)) {
            return 1;
        }
        if (Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))) {
            return 2;
        }
        throw problem("half a surrogate pair");
    }

    private DocumentSyntaxException problem(String what) {
        return new DocumentSyntaxException(what, line, at - lineStart + 1);
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }
}
