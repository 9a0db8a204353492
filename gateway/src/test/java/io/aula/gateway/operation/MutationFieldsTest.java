package io.aula.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.language.Field;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MutationFieldsTest {

    private static final Condition A = new Condition("a", true);
    private static final Condition B = new Condition("b", true);

    private final MutationFields fields = new MutationFields();

    @Test
    void aFieldUnderTwoConditionsHasCasesThatExcludeEachOther() {
        fields.add(field("pay"), List.of(A));
        fields.add(field("log"), List.of());
        fields.add(field("pay"), List.of(B));

        assertThat(cases())
                .containsExactly(
                        "pay @include(if: $a): [@include(if: $a)], [@include(if: $a) @include(if: $b)]",
                        "log : []",
                        "pay @skip(if: $a) @include(if: $b): [@skip(if: $a) @include(if: $b)]");
    }

    @Test
    void whatIsAskedWithoutConditionsLaterStaysWhereItStands() {
        fields.add(field("pay"), List.of(A));
        fields.add(field("log"), List.of());
        fields.add(field("pay"), List.of());

        assertThat(cases())
                .containsExactly(
                        "pay @include(if: $a): [@include(if: $a)], [@include(if: $a)]",
                        "log : []",
                        "pay @skip(if: $a): [@skip(if: $a)]");
    }

    @Test
    void moreConditionsOnTheSameFieldRemainForWhatIsBelow() {
        fields.add(field("pay"), List.of(A));
        fields.add(field("pay"), List.of(A, B));

        assertThat(cases()).containsExactly("pay @include(if: $a): [], [@include(if: $b)]");
    }

    @Test
    void everyAssignmentHasAtMostOneCase() {
        fields.add(field("pay"), List.of(A, B));
        fields.add(field("pay"), List.of(B.opposite(), new Condition("c", true)));
        fields.add(field("pay"), List.of(new Condition("c", false), A));

        var all = fields.cases();
        for (var values = 0; values < 8; values++) {
            var bits = values;
            var holding = all.stream()
                    .filter(each -> each.conditions().stream()
                            .allMatch(condition -> condition.holds(
                                    (bits >> (condition.variable().charAt(0) - 'a') & 1) == 1)))
                    .count();
            var a = (bits & 1) == 1;
            var b = (bits & 2) == 2;
            var c = (bits & 4) == 4;
            assertThat(holding).isEqualTo(a && b || !b && c || !c && a ? 1 : 0);
        }
    }

    @Test
    void refusesAFieldUnderMoreConditionsThanCanBeToldApart() {
        IntStream.range(0, 30)
                .forEach(i ->
                        fields.add(field("pay"), List.of(new Condition("x" + i, true), new Condition("y" + i, true))));

        assertThatThrownBy(fields::cases).hasMessageContaining("pay");
    }

    private List<String> cases() {
        return fields.cases().stream()
                .map(each -> each.responseKey() + " " + print(each.conditions()) + ": "
                        + each.parts().stream()
                                .map(part -> "[" + print(part.conditions()) + "]")
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    private static String print(List<Condition> conditions) {
        return String.join(" ", conditions.stream().map(Condition::print).toList());
    }

    private static Field field(String name) {
        return Field.newField(name).build();
    }
}
