package io.aula.gateway.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.parser.Parser;
import io.aula.gateway.policy.limit.DocumentLimits;
import io.aula.gateway.policy.limit.DocumentSize;
import io.aula.gateway.policy.limit.LimitExceededException;
import io.aula.gateway.policy.limit.TextLimits;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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
    void refusesAChainOfFragmentsWhoeverUsesItAndInWhateverOrderItStands() {
        var chain = IntStream.range(0, 1_000)
                .mapToObj(i -> "fragment f%d on Query { a ...f%d }".formatted(i, i + 1))
                .toList();
        var end = " fragment f1000 on Query { a }";
        for (var fragments : List.of(chain, chain.reversed())) {
            for (var operation : List.of("{ ...f0 }", "{ a }")) {
                var document = Parser.parse(operation + String.join(" ", fragments.subList(0, 400)) + end);
                assertThatThrownBy(() -> DocumentSize.check(document, LIMITS))
                        .hasMessageContaining("levels of fragments");
            }
        }
        assertThatThrownBy(() -> DocumentSize.check(Parser.parse("{ ...f0 }" + String.join(" ", chain) + end), LIMITS))
                .hasMessageContaining("fragments");
    }

    @Test
    void refusesALargeRingOfFragments() {
        var text = new StringBuilder("{ a }");
        for (var i = 0; i < 400; i++) {
            text.append(" fragment f%d on Query { a ...f%d }".formatted(i, (i + 1) % 400));
        }
        assertThatThrownBy(() -> DocumentSize.check(Parser.parse(text.toString()), LIMITS))
                .hasMessageContaining("levels of fragments");
    }

    @Test
    void refusesHundredsOfOperations() {
        var text = "query q { a } ".repeat(51);
        assertThatThrownBy(() -> DocumentSize.check(Parser.parse(text), LIMITS)).hasMessageContaining("operations");
    }

    @Test
    void takesFragmentsAsDeepAsClientsCompileThem() {
        var text = new StringBuilder("{ ...f0 }");
        for (var i = 0; i < 60; i++) {
            text.append(" fragment f%d on Query { a ...f%d }".formatted(i, i + 1));
        }
        var document = Parser.parse(text.append(" fragment f60 on Query { a }").toString());
        assertThatCode(() -> DocumentSize.check(document, LIMITS)).doesNotThrowAnyException();
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
