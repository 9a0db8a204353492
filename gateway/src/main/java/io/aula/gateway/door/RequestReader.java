package io.aula.gateway.door;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Reads requests, and tells how much has come behind the one it has just read: part of the next may be in the same packet. */
final class RequestReader extends HttpRequestDecoder {

    RequestReader() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(Heads.LINE_BYTES)
                .setMaxHeaderSize(Heads.HEAD_BYTES)
                .setHeadersFactory(RequestHeaders.FACTORY));
    }

    /** How many bytes are here that belong to no message yet, while a message is handed on. */
    int behind() {
        return actualReadableBytes();
    }
}
