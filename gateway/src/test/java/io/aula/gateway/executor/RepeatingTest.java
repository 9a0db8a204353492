package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.ResponsePath;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepeatingTest {

    private static final SelectionSet COURSES = set(field("courses", field("id"), field("chapters", field("kind"))));

    @Test
    void whatOneRequestTellsMayBeShared() {
        assertThat(throughout(asked("", COURSES), asked("courses.@.chapters.@", set(field("title")))))
                .isTrue();
    }

    @Test
    void whatTwoRequestsFillByPositionMayNot() {
        var chapters = set(field("chapters", field("title")));

        assertThat(throughout(asked("", COURSES), asked("courses.@", chapters))).isFalse();
        assertThat(throughout(asked("courses.@", chapters), asked("", COURSES))).isFalse();
        assertThat(throughout(asked("", COURSES), asked("", COURSES))).isFalse();
        assertThat(throughout(asked("", COURSES), asked("others.@", chapters))).isTrue();
    }

    @Test
    void oneValueFromTwoRequestsIsNoHindrance() {
        assertThat(throughout(asked("", COURSES), asked("courses.@", set(field("chapters")))))
                .isTrue();
    }

    @Test
    void whatIsAskedForSomeParentsOnlyMayNot() {
        var name = set(field("name"));

        assertThat(throughout(asked("feed.@|Post.author", name))).isFalse();
        assertThat(throughout(asked("feed.@|Post", name), asked("feed.@|Photo", name)))
                .isTrue();
    }

    private static boolean throughout(Repeating.Asked... requests) {
        return Repeating.throughout(List.of(requests));
    }

    private static Repeating.Asked asked(String path, SelectionSet output) {
        var at = ResponsePath.root();
        for (var part : path.isEmpty() ? new String[0] : path.split("\\.")) {
            var names = part.split("\\|");
            at = at.then(names[0].equals("@") ? new PathSegment.ListItem() : new PathSegment.Field(names[0]));
            if (names.length > 1) {
                at = at.then(new PathSegment.TypeCondition(Set.of(names[1])));
            }
        }
        return Repeating.Asked.at(at, output);
    }

    private static SelectionSet set(Selection... selections) {
        return new SelectionSet("", List.of(selections));
    }

    private static FieldSelection field(String name, Selection... inside) {
        return new FieldSelection(
                name, name, List.of(), List.of(), inside.length == 0 ? SelectionSet.none() : set(inside));
    }
}
