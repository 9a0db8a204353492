package io.aula.gateway.door;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** The request whose turn it is: how much of it has come, how much of its answer has gone, and whether the connection outlives it. */
final class Exchange {

    /** Of a body that nobody waits for, because its request is answered. */
    private static final int MAX_UNWANTED_BYTES = 1 << 20;
    /** More than twice the longest deadline behind us: whoever has not begun to answer by then never will. */
    private static final int UNANSWERED_SECONDS = 150;

    private boolean open;
    private boolean arriving;
    private boolean answering;
    private boolean begun;
    private boolean old;
    private boolean last;
    private long unwanted;
    private int unanswered;

    void begin(HttpRequest request) {
        open = true;
        arriving = true;
        answering = true;
        begun = false;
        unwanted = 0;
        unanswered = 0;
        old = request.protocolVersion() == HttpVersion.HTTP_1_0;
        // In HTTP/1.0 nobody is sure who keeps a connection (RFC 9112, appendix C.2.2).
        last = old || !HttpUtil.isKeepAlive(request);
    }

    /** The request's answer has not all gone. */
    boolean isAnswering() {
        return answering;
    }

    /** The request is here and its answer gone. */
    boolean isOver() {
        return !arriving && !answering;
    }

    /** The answer has gone before all of the request came. */
    boolean isUnwanted() {
        return arriving && !answering;
    }

    /** Somebody has begun to answer, or has answered. */
    boolean hasBegun() {
        return begun;
    }

    /** The connection ends with this answer. */
    boolean isLast() {
        return last;
    }

    /** False if so much of the body came after its answer that it is not worth hearing. */
    boolean arrived(int bytes) {
        unwanted += isUnwanted() ? bytes : 0;
        return unwanted <= MAX_UNWANTED_BYTES;
    }

    void bodyEnded() {
        arriving = false;
    }

    void answers(HttpResponse response) {
        begun = true;
        if (last) {
            HttpUtil.setKeepAlive(response, false);
        } else if (!HttpUtil.isKeepAlive(response)) {
            last = true;
        }
        if (old) {
            // HTTP/1.0 knows no chunks: the end of the connection is the end of the answer.
            HttpUtil.setTransferEncodingChunked(response, false);
        }
    }

    void answerEnded() {
        answering = false;
    }

    /** True once, when all of it is over. */
    boolean close() {
        var closes = open && isOver();
        open &= !closes;
        return closes;
    }

    /** A second went by; false if nobody will ever answer. */
    boolean second() {
        return !answering || begun || arriving || ++unanswered <= UNANSWERED_SECONDS;
    }
}
