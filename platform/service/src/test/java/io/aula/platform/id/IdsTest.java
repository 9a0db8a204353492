package io.aula.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aula.platform.hash.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IdsTest {
    @Test
    void anIdNamesItsTypeAndIsNeverRepeated() {
        List<String> ids = Stream.generate(() -> Ids.next("crs")).limit(10_000).toList();

        assertThat(ids).allMatch(id -> Ids.is("crs", id)).doesNotHaveDuplicates();
    }

    @Test
    void anIdThatIsMadeOfWhatItNamesIsTheSameAgainAndAnotherOfAnything() {
        assertThat(ActivityId.of("A", "usr_1")).isEqualTo(ActivityId.of("A", "usr_1"));
        assertThat(Stream.of(ActivityId.of("A", "usr_1"), ActivityId.of("A", "usr_2"), ActivityId.of("Au", "sr_1")))
                .doesNotHaveDuplicates();
        assertThat(ActivityId.parse(ActivityId.of("A").text())).isPresent();
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

    @Test
    void aTypedIdIsItsTextInAMessageAndInWhatARequestIsComparedBy() {
        VideoId id = new VideoId("vid_01DEMOINSTRUCTOR0000000001");

        assertThat(JsonMapper.shared().writeValueAsString(Map.of("videoId", id)))
                .isEqualTo("{\"videoId\":\"vid_01DEMOINSTRUCTOR0000000001\"}");
        assertThat(CanonicalJson.of(List.of(id))).isEqualTo(CanonicalJson.of(List.of(id.text())));
    }
}
