package io.aula.identity.authserver.client;

import io.aula.identity.authserver.RedirectAddresses;
import io.aula.identity.integrator.ClientKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why an address is none to which a browser may be sent with a code (RFC 9700 §2.1, RFC 8252 §7). Addresses are compared letter by letter
 * later on, so that nothing in one may stand for something else.
 */
enum AddressFault {
    TOO_LONG,
    /** Not an absolute address of printable ASCII. */
    UNREADABLE,
    FRAGMENT,
    /** A name and a password in it. */
    USER,
    WILDCARD,
    /** Whatever resolves names may say that it is another machine. */
    LOCALHOST,
    /** Not encrypted on its way. */
    PLAIN_HTTP,
    /** A scheme of its own that anybody could claim: it wants a domain turned round, such as {@code com.example.app}. */
    SCHEME;

    static final int LONGEST = 500;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern OWN_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");

    static Optional<AddressFault> of(String address, ClientKind kind) {
        if (address.length() > LONGEST) {
            return Optional.of(TOO_LONG);
        }
        return uri(address).map(uri -> of(uri, address, kind)).orElse(Optional.of(UNREADABLE));
    }

    private static Optional<AddressFault> of(URI uri, String address, ClientKind kind) {
        if (address.indexOf('#') >= 0) {
            return Optional.of(FRAGMENT);
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (authority.indexOf('@') >= 0) {
            return Optional.of(USER);
        }
        if (address.indexOf('*') >= 0) {
            return Optional.of(WILDCARD);
        }
        return switch (uri.getScheme()) {
            case "https" -> uri.getHost() == null ? Optional.of(UNREADABLE) : Optional.empty();
            case "http" -> plain(uri, address);
            default -> own(uri, kind);
        };
    }

    /** The machine itself only, by its number. */
    private static Optional<AddressFault> plain(URI uri, String address) {
        if (RedirectAddresses.isLoopback(address)) {
            return Optional.empty();
        }
        return Optional.of(
                "localhost".equals(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT)) ? LOCALHOST : PLAIN_HTTP);
    }

    private static Optional<AddressFault> own(URI uri, ClientKind kind) {
        boolean isOwn =
                kind == ClientKind.NATIVE && OWN_SCHEME.matcher(uri.getScheme()).matches() && !uri.isOpaque();
        return isOwn ? Optional.empty() : Optional.of(SCHEME);
    }

    private static Optional<URI> uri(String address) {
        try {
            if (!PRINTABLE.matcher(address).matches()) {
                return Optional.empty();
            }
            return Optional.of(new URI(address)).filter(URI::isAbsolute);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }
}
