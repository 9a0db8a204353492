package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void playsEveryRequestToTheEnd() throws Exception {
        assertThat(Rehearsal.play(Path.of("../schema/supergraph.graphql"), 40)).isEqualTo(40);
    }
}
