package io.aula.gateway.session;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that another site made the browser send. A cookie is enough for reading a page; what acts with it must
 * carry a header that a form or a foreign script cannot set without a preflight, and an {@code Origin} of ours if any.
 */
public final class CsrfGuard {
    /** Any value; its presence is the proof. */
    public static final String HEADER = "x-aula-csrf";

    private final String origin;

    public CsrfGuard(URI publicUrl) {
        this.origin = publicUrl.getScheme() + "://" + publicUrl.getAuthority();
    }

    public boolean allows(@Nullable String csrfHeader, @Nullable String originHeader) {
        return csrfHeader != null && isOurs(originHeader);
    }

    /** For a WebSocket handshake, which cannot carry a header of ours: the Origin must be there and ours. */
    public boolean allowsSocket(@Nullable String originHeader) {
        return origin.equals(originHeader);
    }

    private boolean isOurs(@Nullable String originHeader) {
        return originHeader == null || origin.equals(originHeader);
    }
}
