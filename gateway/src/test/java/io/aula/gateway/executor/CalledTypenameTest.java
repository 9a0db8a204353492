package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fields that a client calls {@code __typename}. */
class CalledTypenameTest {

    private final OneRun run = new OneRun();

    @Test
    void aFieldThatIsCalledTypenameIsToldByThatName() {
        run.answers("reviews", """
                {"data":{"reviews":[{"_aula_called_typename":"good","author":{"__typename":"User","id":"1"}}]}}""");
        run.answers("users", """
                {"data":{"_entities":[{"_aula_called_typename":"Ana"}]}}""");
        assertThat(run.of("{ reviews { __typename: body author { __typename: name } } }"))
                .isEqualTo("""
                        {"data":{"reviews":[{"__typename":"good","author":{"__typename":"Ana"}}]}}""");
    }

    @Test
    void itsErrorsAreToldByThatNameToo() {
        run.answers("users", """
                {"data":{"me":null},"errors":[{"message":"no","path":["me","_aula_called_typename"]}]}""");
        assertThat(run.of("{ me { __typename: mail } }")).contains("\"path\":[\"me\",\"__typename\"]");
    }
}
