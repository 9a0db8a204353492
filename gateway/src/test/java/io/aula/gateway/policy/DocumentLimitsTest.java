package io.aula.gateway.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.parser.Parser;
import io.aula.gateway.policy.limit.DocumentLimits;
import io.aula.gateway.policy.limit.DocumentSize;
import io.aula.gateway.policy.limit.LimitExceededException;
import io.aula.gateway.policy.limit.TextLimits;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DocumentLimitsTest {

    private static final DocumentLimits LIMITS = DocumentLimits.defaults();

    @Test
    void refusesFragmentsThatWouldExplode() {
        var text = new StringBuilder("{ ...f0 }");
        for (var i = 0; i < 60; i++) {
            text.append(" fragment f%d on Query { a { ...f%d } b { ...f%d } }".formatted(i, i + 1, i + 1));
        }
        text.append(" fragment f60 on Query { a }");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> DocumentSize.check(Parser.parse(text.toString()), LIMITS))
                        .isInstanceOf(LimitExceededException.class));
    }

    @Test
    void refusesTwentyThousandAliasesBeforeParsing() {
        var text = new StringBuilder("{");
        for (var i = 0; i < 20_000; i++) {
            text.append(" a").append(i).append(":__typename");
        }
        assertThatThrownBy(() -> TextLimits.check(text.append('}').toString(), LIMITS))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void refusesSeventyThousandDirectivesBeforeParsing() {
        var text = "{ __typename " + "@a".repeat(70_000) + " }";
        assertThatThrownBy(() -> TextLimits.check(text, LIMITS)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void countsAliasesThroughFragments() {
        var spreads = "...f ".repeat(101);
        var document = Parser.parse("{ " + spreads + "} fragment f on Query { x: a y: a }");
        assertThatThrownBy(() -> DocumentSize.check(document, LIMITS)).hasMessageContaining("aliases");
    }

    @Test
    void survivesAFragmentWithinItself() {
        var document = Parser.parse("{ ...f } fragment f on Query { a { ...f } }");
        assertThatCode(() -> DocumentSize.check(document, LIMITS)).doesNotThrowAnyException();
    }

    @Test
    void countsBracketsOnlyOutsideOfStrings() {
        var text = "{ a(x: \"" + "{".repeat(200) + "\", y: \"\"\" \\\"\"\" {{{ \"\"\") }";
        assertThatCode(() -> TextLimits.check(text, LIMITS)).doesNotThrowAnyException();
    }
}
