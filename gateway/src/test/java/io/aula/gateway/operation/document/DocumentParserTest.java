package io.aula.gateway.operation.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a }",
                "query { a: b c: d { e } }",
                "mutation M { a(b: 1, c: -2.5e+3, d: \"x\", e: TRUE, f: true, g: null, h: [1 [2]], i: { j: $k }) }",
                "subscription S @d { a }",
                "query Q($a: Int, $b: [String!]! = [\"x\"], $c: [[ID]!] @d(e: 1)) { a @skip(if: $a) @include(if: true) }",
                "{ ...F ... on T { a } ... @include(if: $x) { b } ... { c } ...onward }"
                        + " fragment F on T @d { a } fragment onward on T { on }",
                "query query { query mutation: fragment on: on fragment: null true: false(on: on) }",
                "{ a(o: {}, l: [], s: \"\", b: \"\"\"\"\"\") }"
            })
    void readsWhatTheLibraryReads(String text) throws DocumentSyntaxException {
        assertThat(AstPrinter.printAst(DocumentParser.parse(text))).isEqualTo(AstPrinter.printAst(Parser.parse(text)));
    }

    @Test
    void ignoresCommasCommentsByteOrderMarksAndEveryLineBreak() throws DocumentSyntaxException {
        var document = DocumentParser.parse("\uFEFF,# a comment {\r\n{\ta,,b#c\rd\n}");
        assertThat(AstPrinter.printAstCompact(document)).isEqualTo("{a b d}");
    }

    @Test
    void tellsWhereNodesStand() throws DocumentSyntaxException {
        var field = field("{\r\n  x: a(\n\tb: 1)\r}");
        assertThat(field.getSourceLocation()).hasToString("SourceLocation{line=2, column=3}");
        assertThat(field.getArguments().getFirst().getSourceLocation()).hasToString("SourceLocation{line=3, column=2}");
    }

    @Test
    void skipsDescriptions() throws DocumentSyntaxException {
        var document =
                DocumentParser.parse("\"why\" query Q(\"\"\"what\"\"\" $a: Int) { a } \"f\" fragment F on T { a }");
        assertThat(AstPrinter.printAstCompact(document)).isEqualTo("query Q($a:Int){a} fragment F on T {a}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\\\"\\\\\\/\\b\\f\\n\\r\\t` | `\"\\/\b\f\n\r\t`",
                "`\\u0041\\u{1F600}\\uD83D\\uDE00` | `A\uD83D\uDE00\uD83D\uDE00`",
                "`plain \uD83D\uDE00 # text` | `plain \uD83D\uDE00 # text`",
            })
    void resolvesEscapes(String written, String meant) throws DocumentSyntaxException {
        assertThat(string("\"" + written + "\"")).isEqualTo(meant);
    }

    @Test
    void takesSharedIndentationAndBlankEndsFromBlockStrings() throws DocumentSyntaxException {
        assertThat(string("\"\"\"\r\n\n    one\r\n      two \\\"\"\" \\n\n\n    three\n  \n\"\"\""))
                .isEqualTo("one\n  two \"\"\" \\n\n\nthree");
        assertThat(string("\"\"\" first\n  second\"\"\"")).isEqualTo(" first\nsecond");
        assertThat(string("\"\"\"{\"\"\"")).isEqualTo("{");
    }

    @Test
    void keepsNumbersExact() throws DocumentSyntaxException {
        assertThat(value("-0"))
                .isInstanceOfSatisfying(
                        IntValue.class, number -> assertThat(number.getValue()).isZero());
        assertThat(value("123456789012345678901234567890"))
                .isInstanceOfSatisfying(
                        IntValue.class,
                        number -> assertThat(number.getValue()).hasToString("123456789012345678901234567890"));
        assertThat(value("0.10E-2"))
                .isInstanceOfSatisfying(
                        FloatValue.class,
                        number -> assertThat(number.getValue()).isEqualByComparingTo("0.001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | 1 | `expected an operation or a fragment, found the end of the document`",
                "`type T { a: Int }` | 1 | 1 | `expected an operation or a fragment, found 'type'`",
                "`{ a` | 1 | 4 | `expected a field or a fragment, found the end of the document`",
                "`{\n  a {\n  }\n}` | 3 | 3 | `expected a field or a fragment, found '}'`",
                "`{ a() }` | 1 | 5 | `expected an argument, found ')'`",
                "`{ a(b 1) }` | 1 | 7 | `expected ':', found an integer`",
                "`{ a(b: ) }` | 1 | 8 | `expected a value, found ')'`",
                "`query ($a: Int = $b) { a }` | 1 | 18 | `expected a constant value, found '$'`",
                "`query () { a }` | 1 | 8 | `expected a variable, found ')'`",
                "`query ($a: [Int) { a }` | 1 | 16 | `expected ']', found ')'`",
                "`fragment on on T { a }` | 1 | 10 | `expected the name of a fragment, found 'on'`",
                "`fragment F { a }` | 1 | 12 | `expected 'on', found '{'`",
                "`{ a ..b }` | 1 | 5 | `unexpected character '.'`",
                "`{ a \u2028 }` | 1 | 5 | `unexpected character U+2028`",
                "`{ a(b: 01) }` | 1 | 9 | `a number may not be followed by '1'`",
                "`{ a(b: 1x) }` | 1 | 9 | `a number may not be followed by 'x'`",
                "`{ a(b: 1.) }` | 1 | 10 | `expected a digit`",
                "`{ a(b: -) }` | 1 | 9 | `expected a digit`",
                "`{ a(b: \"x\n\") }` | 1 | 10 | `the string is not closed`",
                "`{ a(b: \"\"\"x\n\") }` | 2 | 5 | `the block string is not closed`",
                "`{ a(b: \"\\x\") }` | 1 | 9 | `no such escape: \\x`",
                "`{ a(b: \"\\u12G4\") }` | 1 | 11 | `no Unicode escape`",
                "`{ a(b: \"\\u{}\") }` | 1 | 12 | `no Unicode escape`",
                "`{ a(b: \"\\u{110000}\") }` | 1 | 19 | `no Unicode scalar value`",
                "`{ a(b: \"\\uD83D\") }` | 1 | 15 | `no Unicode scalar value`",
                "`{ a(b: \"\\uD83D\\u0041\") }` | 1 | 21 | `half a surrogate pair`",
                "`{ a(b: 1e99999999999) }` | 1 | 8 | `expected a number with a smaller exponent, found a number`",
            })
    void saysWhatIsWrongAndWhere(String text, int line, int column, String problem) {
        assertThatThrownBy(() -> DocumentParser.parse(text))
                .isInstanceOf(DocumentSyntaxException.class)
                .hasMessage("Syntax error at line " + line + ", column " + column + ": " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a", "{a(b:[", "query($a:["})
    void bordersItsRecursion(String opening) {
        var repeated = opening.endsWith("[") ? opening + "[".repeat(100_000) : opening.repeat(100_000);
        assertThatThrownBy(() -> DocumentParser.parse(repeated)).hasMessageContaining("levels of brackets");
    }

    private static Field field(String text) throws DocumentSyntaxException {
        Document document = DocumentParser.parse(text);
        var operation = document.getDefinitionsOfType(OperationDefinition.class).getFirst();
        return (Field) operation.getSelectionSet().getSelections().getFirst();
    }

    private static Value<?> value(String text) throws DocumentSyntaxException {
        return field("{ a(b: " + text + ") }").getArguments().getFirst().getValue();
    }

    private static String string(String text) throws DocumentSyntaxException {
        return ((StringValue) value(text)).getValue();
    }
}
