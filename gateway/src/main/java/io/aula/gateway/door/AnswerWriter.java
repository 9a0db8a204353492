package io.aula.gateway.door;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes answers; one to HEAD has no content, whatever its headers say of it (RFC 9110, section 9.3.2). */
final class AnswerWriter extends HttpResponseEncoder {

    private boolean headOnly;

    /** The answers from here on are to such a request. */
    void answering(HttpMethod method) {
        headOnly = method.equals(HttpMethod.HEAD);
    }

    /** The next answer is to nothing that could be read. */
    void answered() {
        headOnly = false;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return headOnly || super.isContentAlwaysEmpty(response);
    }
}
