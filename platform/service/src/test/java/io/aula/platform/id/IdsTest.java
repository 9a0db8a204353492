package io.aula.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

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
                        "", "crs_", "mod_01DEMOINSTRUCTOR0000000001", "crs_01demoinstructor0000000001", "crs_; drop"))
                .noneMatch(id -> Ids.is("crs", id));
    }
}
