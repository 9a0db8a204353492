package io.aula.media;

import io.aula.media.MediaVerification.Expired;
import io.aula.media.MediaVerification.Granted;
import io.aula.media.MediaVerification.Reason;
import io.aula.media.MediaVerification.Refused;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs and verifies the first part of a media path. Being a prefix of the path, every relative address in playlists
 * inherits it, so no manifest is rewritten and no cookie is needed.
 *
 * <pre>
 * version 1 │ kid 1+n │ exp 8 │ flags 1 │ video hash 16 │ pseudonym 16 │ session 1+n │ HMAC-SHA-256 32
 * </pre>
 */
public final class MediaTokens {

    private static final byte VERSION = 1;
    private static final byte PREVIEW = 1;
    private static final int HASH = 16;
    private static final int MAC = 32;
    private static final int LONGEST_TOKEN = 400;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final MediaKeys keys;
    private final Clock clock;

    public MediaTokens(MediaKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public String sign(MediaGrant grant) {
        String kid = keys.signingKid();
        byte[] session = grant.sessionId().getBytes(StandardCharsets.UTF_8);
        byte[] kidBytes = kid.getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(1 + 1 + kidBytes.length + 8 + 1 + 2 * HASH + 1 + session.length)
                .put(VERSION)
                .put((byte) kidBytes.length)
                .put(kidBytes)
                .putLong(grant.expiresAt().getEpochSecond())
                .put(grant.isPreview() ? PREVIEW : 0)
                .put(hash(grant.videoId()))
                .put(grant.userId().map(user -> pseudonym(kid, user)).orElse(new byte[HASH]))
                .put((byte) session.length)
                .put(session)
                .array();
        byte[] mac = keys.mac(kid, message).orElseThrow();
        return ENCODER.encodeToString(
                ByteBuffer.allocate(message.length + MAC).put(message).put(mac).array());
    }

    public MediaVerification verify(String token, String videoId) {
        if (token.length() > LONGEST_TOKEN) {
            return new Refused(Reason.MALFORMED);
        }
        try {
            return verify(Base64.getUrlDecoder().decode(token), videoId);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return new Refused(Reason.MALFORMED);
        }
    }

    private MediaVerification verify(byte[] bytes, String videoId) {
        if (bytes.length < MAC || bytes[0] != VERSION) {
            return new Refused(Reason.MALFORMED);
        }
        ByteBuffer message = ByteBuffer.wrap(bytes, 1, bytes.length - MAC - 1);
        byte[] expected = keys.mac(text(message), Arrays.copyOf(bytes, bytes.length - MAC))
                .orElse(null);
        if (expected == null) {
            return new Refused(Reason.UNKNOWN_KEY);
        }
        byte[] given = Arrays.copyOfRange(bytes, bytes.length - MAC, bytes.length);
        if (!MessageDigest.isEqual(expected, given)) {
            return new Refused(Reason.BAD_SIGNATURE);
        }
        return judge(message, videoId);
    }

    private MediaVerification judge(ByteBuffer message, String videoId) {
        Instant expiresAt = Instant.ofEpochSecond(message.getLong());
        boolean isPreview = message.get() == PREVIEW;
        if (!MessageDigest.isEqual(hash(videoId), take(message, HASH))) {
            return new Refused(Reason.OTHER_VIDEO);
        }
        byte[] viewer = take(message, HASH);
        String session = text(message);
        if (!clock.instant().isBefore(expiresAt)) {
            return new Expired(expiresAt);
        }
        boolean isKnown = !Arrays.equals(viewer, new byte[HASH]);
        return new Granted(session, isKnown ? HexFormat.of().formatHex(viewer) : "", expiresAt, isPreview);
    }

    private byte[] pseudonym(String kid, String userId) {
        byte[] message = ("viewer:" + userId).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(keys.mac(kid, message).orElseThrow(), HASH);
    }

    private static String text(ByteBuffer from) {
        return new String(take(from, from.get() & 0xff), StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static byte[] hash(String videoId) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Arrays.copyOf(sha.digest(videoId.getBytes(StandardCharsets.UTF_8)), HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
