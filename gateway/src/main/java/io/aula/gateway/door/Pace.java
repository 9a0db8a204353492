package io.aula.gateway.door;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/**
 * How long one connection may take for what it is at, told off by seconds in which we would have read: waiting for us counts against
 * nobody. Bytes count over several seconds, because a sender may be steady and its packets small.
 */
final class Pace {

    /** Where a file's bytes go, whose sender may stand still now and then. */
    private static final String UPLOADS = "/uploads/";

    static final int HEAD_SECONDS = 10;
    static final int IDLE_SECONDS = 60;
    static final int UPLOAD_SECONDS = 30;
    static final int BYTES_PER_SECOND = 1_000;
    /** What a body may owe at its beginning: its first five seconds, and the one we are in. */
    static final int FIRST_BYTES = 6 * BYTES_PER_SECOND;
    /** How far ahead of its pace a sender may get, so that speed once does not buy silence later. */
    static final int MOST_AHEAD = 10 * BYTES_PER_SECOND;

    /** What the second just past means for the connection. */
    enum Verdict {
        FINE,
        TOO_SLOW,
        OVER
    }

    private enum Phase {
        NEW,
        IDLE,
        HEAD,
        BODY,
        UPLOAD,
        ANSWER
    }

    private Phase phase = Phase.NEW;
    private int seconds;
    private long ahead;
    private long arrived;

    /** Bytes came that are no head yet; only the first of them starts the time. */
    void head() {
        if (phase == Phase.NEW) {
            // A new connection has had its time since it came.
            phase = Phase.HEAD;
        } else if (phase == Phase.IDLE) {
            enter(Phase.HEAD);
        }
    }

    /** Its head is there. */
    void begin(HttpRequest request) {
        if (request.method().equals(HttpMethod.PATCH) && request.uri().startsWith(UPLOADS)) {
            upload();
        } else {
            body();
        }
    }

    void body() {
        enter(Phase.BODY);
        ahead = FIRST_BYTES;
    }

    void upload() {
        enter(Phase.UPLOAD);
    }

    void bytes(int count) {
        arrived += count;
    }

    /** The request is there; its answer has a deadline of its own, or is a stream. */
    void answer() {
        enter(Phase.ANSWER);
    }

    void idle() {
        enter(Phase.IDLE);
    }

    private void enter(Phase next) {
        phase = next;
        seconds = 0;
        arrived = 0;
    }

    /** A second went by; {@code reading} if the client could have been heard in it. */
    Verdict second(boolean reading) {
        if (!reading) {
            arrived = 0;
            return Verdict.FINE;
        }
        seconds++;
        return switch (phase) {
            case NEW -> after(HEAD_SECONDS, Verdict.OVER);
            case IDLE -> after(IDLE_SECONDS, Verdict.OVER);
            case HEAD -> after(HEAD_SECONDS, Verdict.TOO_SLOW);
            case BODY -> body(arrived());
            case UPLOAD -> upload(arrived());
            case ANSWER -> Verdict.FINE;
        };
    }

    private Verdict after(int limit, Verdict verdict) {
        return seconds > limit ? verdict : Verdict.FINE;
    }

    private Verdict body(long bytes) {
        ahead = Math.min(MOST_AHEAD, ahead + bytes) - BYTES_PER_SECOND;
        return ahead < 0 ? Verdict.TOO_SLOW : Verdict.FINE;
    }

    private Verdict upload(long bytes) {
        seconds = bytes > 0 ? 0 : seconds;
        return after(UPLOAD_SECONDS, Verdict.TOO_SLOW);
    }

    private long arrived() {
        var bytes = arrived;
        arrived = 0;
        return bytes;
    }
}
