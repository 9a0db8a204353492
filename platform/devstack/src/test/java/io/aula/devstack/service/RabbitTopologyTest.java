package io.aula.devstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The definitions that brokers load, ours and those of a deployment alike. */
class RabbitTopologyTest {

    private final JsonNode topology = read();

    @Test
    void everyQueueHasABoundAndNoneThatKeepsWorkDropsAny() {
        assertThat(queues().filter(queue -> !type(queue).equals("stream")))
                .isNotEmpty()
                .allSatisfy(queue -> assertBounded(queue.path("name").asString(), "reject-publish"));
    }

    @Test
    void newsThatAreOnlyForNowMayBeLostAndHaveABoundToo() {
        for (String name : List.of("spring.gen-Ab_9", "amq.gen-Ab-9")) {
            assertBounded(name, "drop-head");
        }
    }

    @Test
    void whatIsKeptForHistoryHasABoundOfItsOwn() {
        assertThat(queues().filter(queue -> type(queue).equals("stream")))
                .isNotEmpty()
                .allSatisfy(stream -> assertThat(
                                stream.at("/arguments/x-max-length-bytes").asLong())
                        .isPositive());
    }

    /** From 4.0 on a broker drops what came back twenty times, unless it is told where to put it, or told otherwise. */
    @Test
    void whatComesBackTooOftenLiesWithTheDeadAndTheDeadMayBeLookedAtForEver() {
        assertThat(queues().filter(queue -> !type(queue).equals("stream") && !isOfClaims(queue)))
                .isNotEmpty()
                .allSatisfy(queue -> {
                    String name = queue.path("name").asString();
                    String grave = queue.at("/arguments/x-dead-letter-exchange").asString("none");
                    switch (grave) {
                        case "aula.dead" ->
                            assertThat(queue.at("/arguments/x-delivery-limit").asInt())
                                    .as(name)
                                    .isEqualTo(5);
                        // Nobody takes from it: what lies there goes back to its queue.
                        case "" ->
                            assertThat(queue.at("/arguments/x-message-ttl").asInt())
                                    .as(name)
                                    .isPositive();
                        default ->
                            assertThat(policies(name)
                                            .getFirst()
                                            .at("/definition/delivery-limit")
                                            .asInt())
                                    .as(name)
                                    .isGreaterThan(1_000_000);
                    }
                });
    }

    /** A worker asks again for a job that it was not given; what it asked once is no work that could be lost. */
    @Test
    void claimsThatNobodyAnswersAreLetGoAndDoNotLieWithTheDead() {
        assertThat(queues().filter(RabbitTopologyTest::isOfClaims))
                .hasSize(2)
                .allSatisfy(queue -> assertThat(queue.path("arguments").propertyNames())
                        .containsExactlyInAnyOrder("x-queue-type", "x-overflow", "x-delivery-limit"));
    }

    private static boolean isOfClaims(JsonNode queue) {
        return queue.path("name").asString().endsWith("-claims");
    }

    private void assertBounded(String name, String overflow) {
        List<JsonNode> policies = policies(name);
        assertThat(policies).as(name).hasSize(1);
        assertThat(policies.getFirst().at("/definition/max-length-bytes").asLong())
                .as(name)
                .isPositive();
        assertThat(policies.getFirst().at("/definition/overflow").asString())
                .as(name)
                .isEqualTo(overflow);
    }

    private List<JsonNode> policies(String name) {
        return topology.path("policies")
                .valueStream()
                .filter(policy -> Pattern.compile(policy.path("pattern").asString())
                        .matcher(name)
                        .find())
                .toList();
    }

    private Stream<JsonNode> queues() {
        return topology.path("queues").valueStream();
    }

    private static String type(JsonNode queue) {
        return queue.at("/arguments/x-queue-type").asString();
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(Repository.root().resolve("schema/rabbitmq.definitions.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
