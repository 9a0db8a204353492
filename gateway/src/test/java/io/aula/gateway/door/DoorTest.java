package io.aula.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.ByteBudget;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {

    private static final String HOST = "host: a\r\n";

    private final ByteBudget budget = new ByteBudget(100_000);
    private final Application application = new Application();
    private final EmbeddedChannel channel = Application.connect(new Door(budget, 10), application);

    @AfterEach
    void giveEverythingBack() {
        channel.finishAndReleaseAll();
        assertThat(budget.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "complete nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nhost:\r\n\r\n",
                "GET http://a/ HTTP/1.1\r\n\r\n",
                "GET http://a/ HTTP/1.1\r\nhost: a b\r\n\r\n",
                "GET http://a/ HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
                "GET http:///x HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nx y: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nx : 1\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\nhost: a\n\n",
                "GET /\u00f1 HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET nowhere HTTP/1.1\r\nhost: a\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n",
                "CONNECT /auth/login HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET /?q=%zz HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET /%2 HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET /100% HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET http://a/%+1 HTTP/1.1\r\nhost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 23\r\n\r\nhello",
                "POST / HTTP/1.0\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 23\r\n\r\nhello",
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5, 23\r\n\r\nhello",
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: abc\r\n\r\n",
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: +5\r\n\r\nhello"
            })
    void answersAMalformedHeadWith400AndCloses(String head) {
        send(head);
        assertThat(read())
                .startsWith("HTTP/1.1 400 ")
                .contains("connection: close")
                .contains("\"code\":\"BAD_REQUEST\"");
        assertThat(channel.isOpen()).isFalse();
        assertThat(application.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer-encoding: chunked\r\ncontent-length: 5",
                "transfer-encoding: identity\r\ncontent-length: 5",
                "transfer-encoding: identity",
                "transfer-encoding: gzip",
                "transfer-encoding: chunked, identity",
                "transfer-encoding: chunked\r\ntransfer-encoding: gzip",
                "transfer-encoding: chunked\r\ntransfer-encoding: chunked",
                "transfer-encoding: chunked, chunked",
                "transfer-encoding: xchunked",
                "transfer-encoding: chunked;q=1",
                "transfer-encoding:"
            })
    void refusesFramingThatTwoReadersWouldReadDifferently(String framing) {
        send("POST /any/path HTTP/1.1\r\n" + HOST + framing + "\r\n\r\n0\r\n\r\n");
        assertThat(read()).startsWith("HTTP/1.1 400 ");
        assertThat(channel.isOpen()).isFalse();
        assertThat(application.seen).isEmpty();
    }

    @Test
    void refusesChunksFromOldClientsAndCodingsItDoesNotKnow() {
        send("POST / HTTP/1.0\r\n" + HOST + "transfer-encoding: chunked\r\n\r\n0\r\n\r\n");
        assertThat(read()).startsWith("HTTP/1.1 400 ");
        var other = Application.connect(new Door(budget, 10), application);
        other.writeInbound(Application.ascii(
                "POST / HTTP/1.1\r\n" + HOST + "transfer-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n"));
        assertThat(Application.read(other)).startsWith("HTTP/1.1 501 ");
        assertThat(other.isOpen()).isFalse();
    }

    @Test
    void takesHeadsOfSixteenAndTargetsOfEightKilobytes() {
        var target = "/" + "t".repeat(Heads.TARGET_BYTES - 1);
        send("GET " + target + " HTTP/1.1\r\n" + HOST + "x: " + "h".repeat(16_000) + "\r\n\r\n");
        assertThat(read()).startsWith("HTTP/1.1 200 ");
        send("GET " + target + "t HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(read()).startsWith("HTTP/1.1 414 ").contains("URI_TOO_LONG");
    }

    @Test
    void answersLongerTargetsWith414AndLargerHeadsWith431() {
        send("GET /" + "t".repeat(20_000) + " HTTP/1.1\r\n");
        assertThat(read()).startsWith("HTTP/1.1 414 ");
        var other = Application.connect(new Door(budget, 10), application);
        other.writeInbound(Application.ascii("GET / HTTP/1.1\r\n" + HOST + "x: " + "h".repeat(17_000)));
        assertThat(Application.read(other)).startsWith("HTTP/1.1 431 ").contains("HEADERS_TOO_LARGE");
        var many = Application.connect(new Door(budget, 10), application);
        many.writeInbound(Application.ascii("GET / HTTP/1.1\r\n" + HOST + "a:b\r\n".repeat(400) + "\r\n"));
        assertThat(Application.read(many)).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void readsATargetInAbsoluteFormAsAPathAtThatHost() {
        send("GET http://b:8080/path?q HTTP/1.1\r\nhost: a\r\n\r\n");
        assertThat(application.seen).containsExactly("/path?q at b:8080");
    }

    @Test
    void whatBrowsersLeaveUnescapedIsEscapedForThoseBehind() {
        send("GET /a|b?q={c}[\"d\"]&e=%7b%C3%B1 HTTP/1.1\r\n" + HOST + "\r\n");
        send("GET http://[::1]:80/^`\\ HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(application.seen)
                .containsExactly("/a%7Cb?q=%7Bc%7D%5B%22d%22%5D&e=%7b%C3%B1 at a", "/%5E%60%5C at [::1]:80");
    }

    @Test
    void answersInTheOrderOfTheRequestsWhoeverIsQuicker() {
        application.patient = true;
        send("GET /1 HTTP/1.1\r\n" + HOST + "\r\nGET /2 HTTP/1.1\r\n" + HOST + "\r\nGET /3 HTTP/1.1\r\n" + HOST
                + "\r\n");
        assertThat(application.seen).containsExactly("/1 at a");
        application.answer("one");
        assertThat(application.seen).containsExactly("/1 at a", "/2 at a");
        application.answer("two");
        application.answer("three");
        assertThat(read()).containsSubsequence("one", "two", "three");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aMalformedRequestIsAnsweredInItsTurn() {
        application.patient = true;
        send("GET /1 HTTP/1.1\r\n" + HOST + "\r\nGET /2 HTTP/1.1\r\n\r\n");
        assertThat(read()).isEmpty();
        application.answer("one");
        assertThat(read()).containsSubsequence("200 OK", "one", "400 Bad Request");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatIsPipelinedBeyondAnyUseIsNotHeard() {
        application.patient = true;
        send(("GET /x HTTP/1.1\r\n" + HOST + "\r\n").repeat(500));
        for (var i = 0; channel.isOpen() && i < 500; i++) {
            application.answer("x");
        }
        assertThat(application.seen).hasSizeBetween(10, 70);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theAnswerUnderWayArrivesAlthoughNothingAfterItIsHeard() {
        application.patient = true;
        send("GET /1 HTTP/1.1\r\n" + HOST + "\r\nPOST /2 HTTP/1.1\r\n" + HOST + "transfer-encoding: chunked\r\n\r\n"
                + "1\r\nx\r\n".repeat(200));
        application.answer("one");
        assertThat(read()).endsWith("one");
        assertThat(application.seen).containsExactly("/1 at a");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anOldClientNeverGetsChunks() {
        application.patient = true;
        send("GET / HTTP/1.0\r\n\r\n");
        application.stream("piece");
        assertThat(read())
                .doesNotContain("chunked")
                .contains("connection: close")
                .endsWith("\r\n\r\npiece");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void halfAHeadIsAnsweredAfterTenSeconds() {
        send("GET / HT");
        seconds(9);
        assertThat(read()).isEmpty();
        seconds(2);
        assertThat(read()).startsWith("HTTP/1.1 408 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "GET /2 HTTP/1.1\r\nhost: a\r\n"})
    void halfAHeadBehindAWholeRequestHasNoMoreTime(String half) {
        send("GET /1 HTTP/1.1\r\n" + HOST + "\r\n" + half);
        assertThat(read()).startsWith("HTTP/1.1 200 ");
        seconds(9);
        assertThat(channel.isOpen()).isTrue();
        seconds(2);
        assertThat(read()).startsWith("HTTP/1.1 408 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theTimeOfAHeadBegunEarlyStartsWithTheAnswerBeforeIt() {
        application.patient = true;
        send("POST /1 HTTP/1.1\r\n" + HOST + "content-length: 2\r\n\r\nokGET /2 HT");
        seconds(30);
        application.answer("one");
        assertThat(read()).endsWith("one");
        seconds(9);
        send("TP/1.1\r\n" + HOST + "\r\n");
        assertThat(application.seen).containsExactly("/1 at a", "/2 at a");
        application.answer("two");
        seconds(30);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void anEmptyLineAfterABodyIsNoHead() {
        send("POST /1 HTTP/1.1\r\n" + HOST + "content-length: 2\r\n\r\nok\r\n");
        assertThat(read()).startsWith("HTTP/1.1 200 ");
        seconds(30);
        assertThat(channel.isOpen()).isTrue();
        send("GET /2 HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(read()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatIsBehindARequestCountsUntilItIsOneItself() {
        application.patient = true;
        var half = "x: " + "h".repeat(12_000);
        send("POST /1 HTTP/1.1\r\n" + HOST + "content-length: 2\r\n\r\nokGET /2 HTTP/1.1\r\n" + half);
        assertThat(budget.held()).isGreaterThan(12_000);
        send("\r\n" + HOST + "\r\n");
        application.answer("one");
        application.answer("two");
        assertThat(application.seen).hasSize(2);
        assertThat(budget.held()).isLessThan(1_000);
    }

    @Test
    void onlyAnAnswerToHeadHasNoContent() {
        send("HEAD /1 HTTP/1.1\r\n" + HOST + "\r\nGET /2 HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(read()).containsOnlyOnce("\r\n\r\nok").contains("content-length: 2\r\n\r\nHTTP/1.1 200");
        send("HEAD /3 HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(read()).endsWith("\r\n\r\n");
        send("nonsense\r\n\r\n");
        assertThat(read()).contains("BAD_REQUEST");
    }

    @Test
    void aDrippingBodyIsAnsweredAndAnIdleConnectionEnds() {
        send("POST / HTTP/1.1\r\n" + HOST + "content-length: 1000000\r\n\r\n");
        for (var second = 0; second < 8 && channel.isOpen(); second++) {
            send("x");
            seconds(1);
        }
        assertThat(read()).startsWith("HTTP/1.1 408 ");
        var idle = Application.connect(new Door(budget, 10), application);
        idle.writeInbound(Application.ascii("GET / HTTP/1.1\r\n" + HOST + "\r\n"));
        assertThat(Application.read(idle)).startsWith("HTTP/1.1 200 ");
        Application.seconds(idle, 59);
        assertThat(idle.isOpen()).isTrue();
        Application.seconds(idle, 3);
        assertThat(idle.isOpen()).isFalse();
    }

    @Test
    void aFileMayPauseUntilItsRequestIsAnswered() {
        application.patient = true;
        send("PATCH /uploads/u HTTP/1.1\r\n" + HOST + "content-length: 1000000\r\n\r\nx");
        seconds(25);
        send("x");
        seconds(25);
        assertThat(channel.isOpen()).isTrue();
        application.answer("no");
        assertThat(read()).startsWith("HTTP/1.1 200 ");
        seconds(8);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aRequestThatNobodyAnswersEndsItsConnection() {
        application.patient = true;
        send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        seconds(149);
        assertThat(channel.isOpen()).isTrue();
        seconds(3);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aChunkThatIsNoneIsAnswered() {
        application.patient = true;
        send("POST / HTTP/1.1\r\n" + HOST + "transfer-encoding: chunked\r\n\r\nzz\r\n");
        assertThat(read()).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void whatIsLeftOfARefusedBodyDoesNotReachAnybody() {
        application.patient = true;
        send("POST / HTTP/1.1\r\n" + HOST + "content-length: 100\r\n\r\nx");
        application.refuse();
        assertThat(read()).startsWith("HTTP/1.1 413 ");
        assertThat(application.bodyBytes).isEqualTo(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void tooManyConnectionsAreToldSo() {
        var door = new Door(budget, 1);
        var first = Application.connect(door, application);
        var second = Application.connect(door, application);
        second.runPendingTasks();
        assertThat(Application.read(second)).startsWith("HTTP/1.1 503 ").contains("retry-after: 1");
        assertThat(first.isOpen()).isTrue();
        first.finishAndReleaseAll();
        var third = Application.connect(door, application);
        third.runPendingTasks();
        assertThat(Application.read(third)).isEmpty();
        third.finishAndReleaseAll();
    }

    @Test
    void halfHeadsOfAllTogetherHoldNoMoreThanTheyMay() {
        var door = new Door(budget, 1_000);
        var connections = new ArrayList<EmbeddedChannel>();
        for (var i = 0; i < 20; i++) {
            var connection = Application.connect(door, application);
            connection.writeInbound(Application.ascii("GET / HTTP/1.1\r\nx: " + "h".repeat(12_000)));
            connections.add(connection);
        }
        assertThat(budget.held()).isBetween(1L, 100_000L);
        assertThat(connections.stream().filter(each -> Application.read(each).startsWith("HTTP/1.1 503 ")))
                .hasSizeGreaterThan(5);
        connections.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private void send(String text) {
        channel.writeInbound(Application.ascii(text));
    }

    private void seconds(int count) {
        Application.seconds(channel, count);
    }

    private String read() {
        return Application.read(channel);
    }
}
