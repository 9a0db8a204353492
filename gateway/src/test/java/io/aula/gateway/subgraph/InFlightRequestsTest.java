package io.aula.gateway.subgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.SubgraphReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InFlightRequestsTest {

    private final List<SubgraphReply> sent = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final InFlightRequests requests = new InFlightRequests((call, reply) -> sent.add(reply));

    @Test
    void asksOnceForWhatTwoAskAtTheSameTime() {
        ask("ana", "{users}", "t1", true);
        ask("ana", "{users}", "t2", true);
        assertThat(sent).hasSize(1);

        answer(0, "42");
        assertThat(heard).containsExactly("42", "42");
    }

    @Test
    void asksAgainOnceTheAnswerIsThere() {
        ask("ana", "{users}", "t1", true);
        answer(0, "42");
        ask("ana", "{users}", "t2", true);
        assertThat(sent).hasSize(2);
    }

    @Test
    void neverGivesOneCallersAnswerToAnother() {
        ask("ana", "{me}", "t", true);
        ask("eve", "{me}", "t", true);
        assertThat(sent).hasSize(2);
    }

    @Test
    void keepsOtherQuestionsAndEffectsApart() {
        ask("ana", "{users}", "t", true);
        ask("ana", "{user}", "t", true);
        ask("ana", "mutation{pay}", "t", false);
        ask("ana", "mutation{pay}", "t", false);
        assertThat(sent).hasSize(4);
    }

    @Test
    void tellsAllOfAFailure() {
        ask("ana", "{users}", "t1", true);
        ask("ana", "{users}", "t2", true);
        sent.getFirst().failed(SubgraphFailure.TIMEOUT);
        assertThat(heard).containsExactly("TIMEOUT", "TIMEOUT");
    }

    private void ask(String token, String body, String trace, boolean repeatable) {
        var headers = new CallerHeaders(Optional.of(token), Optional.empty(), Optional.of(trace));
        var call = new SubgraphCall("users", new JsonBuffer(64).raw(body), headers, Long.MAX_VALUE, repeatable);
        requests.send(call, new SubgraphReply() {
            @Override
            public void answered(byte[] answer, int length) {
                heard.add(new String(answer, 0, length, StandardCharsets.UTF_8));
            }

            @Override
            public void failed(SubgraphFailure failure) {
                heard.add(failure.name());
            }
        });
    }

    private void answer(int call, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        sent.get(call).answered(bytes, bytes.length);
    }
}
