package io.aula.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void anIdNamesItsTypeAndIsNeverRepeated() {
        List<String> ids = Stream.generate(() -> Ids.next("crs")).limit(10_000).toList();

        assertThat(ids).allMatch(id -> Ids.is("crs", id)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoIdOfThePrefixIsRefused() {
        assertThat(Stream.of(
                        "",
                        "crs_",
                        "mod_01DEMOINSTRUCTOR0000000001",
                        "crs_01demoinstructor0000000001",
                        "crs_; drop",
                        "crs_\u0660\u0661" + "0".repeat(24),
                        "crs_" + "0".repeat(31)))
                .noneMatch(id -> Ids.is("crs", id));
    }

    @Test
    void aTypedIdIsReadOnlyFromAnIdOfItsPrefix() {
        assertThat(LessonId.parse("les_01DEMOINSTRUCTOR0000000001"))
                .hasValueSatisfying(id -> assertThat(id).hasToString("les_01DEMOINSTRUCTOR0000000001"));
        assertThat(LessonId.parse("crs_01DEMOINSTRUCTOR0000000001")).isEmpty();
        assertThat(CommentId.parse("cmt_{$ne: 1}")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId("les_01DEMOINSTRUCTOR0000000001"));
        assertThat(Ids.isAny(CourseId.next().text())).isTrue();
        assertThat(Ids.isAny("_01DEMOINSTRUCTOR0000000001")).isFalse();
    }
}
