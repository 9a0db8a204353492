package io.aula.courses.upload;

import io.aula.platform.id.UploadId;
import io.aula.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** tus 1.0 with checksum, expiration and termination. An upload is created by the mutation, so there is no POST. */
@RestController
@RequestMapping("/uploads/{id}")
class TusController {
    private static final String VERSION = "1.0.0";

    private final UploadService uploads;

    TusController(UploadService uploads) {
        this.uploads = uploads;
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options() {
        return answer(204)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "checksum,expiration,termination")
                .header("Tus-Checksum-Algorithm", "sha1,sha256,md5")
                .build();
    }

    @RequestMapping(method = RequestMethod.HEAD)
    ResponseEntity<Void> head(@PathVariable String id) throws IOException {
        Upload upload = own(id);
        uploads.finishIfWhole(upload);
        return answer(200)
                .header("Cache-Control", "no-store")
                .header("Upload-Offset", String.valueOf(upload.receivedBytes()))
                .header("Upload-Length", String.valueOf(upload.bytes()))
                .header("Upload-Expires", expires(upload))
                .build();
    }

    @PatchMapping
    ResponseEntity<Object> patch(
            @PathVariable String id,
            @RequestHeader(name = "Upload-Offset", defaultValue = "-1") String offset,
            @RequestHeader(name = "Upload-Checksum", required = false) @Nullable String checksum,
            HttpServletRequest request)
            throws IOException {
        Upload upload = own(id);
        TusRefusal refusal = refusal(upload, offset, request);
        Optional<Checksum> expected = Checksum.parse(checksum);
        if (refusal == null && checksum != null && expected.isEmpty()) {
            refusal = TusRefusal.CHECKSUM_UNREADABLE;
        }
        if (refusal != null) {
            return refuse(refusal).body(refusal.told());
        }
        return switch (uploads.append(
                upload, Long.parseLong(offset), request.getInputStream(), expected.orElse(null))) {
            case Appended.At at ->
                answer(204)
                        .header("Upload-Offset", String.valueOf(at.offset()))
                        .header("Upload-Expires", expires(own(id)))
                        .build();
            case Appended.WrongOffset wrong ->
                refuse(TusRefusal.WRONG_OFFSET)
                        .header("Upload-Offset", String.valueOf(wrong.offset()))
                        .body(TusRefusal.WRONG_OFFSET.told());
            case Appended.ChecksumMismatch mismatch ->
                refuse(TusRefusal.CHECKSUM_MISMATCH).body(TusRefusal.CHECKSUM_MISMATCH.told());
            case Appended.FileMismatch mismatch ->
                refuse(TusRefusal.FILE_MISMATCH).header("Upload-Offset", "0").body(TusRefusal.FILE_MISMATCH.told());
            case Appended.Busy busy -> refuse(TusRefusal.BUSY).body(TusRefusal.BUSY.told());
            case Appended.Ended ended -> refuse(TusRefusal.GONE).body(TusRefusal.GONE.told());
            case Appended.NoSpace noSpace -> refuse(TusRefusal.NO_SPACE).body(TusRefusal.NO_SPACE.told());
        };
    }

    private static @Nullable TusRefusal refusal(Upload upload, String offset, HttpServletRequest request) {
        if (!VERSION.equals(request.getHeader("Tus-Resumable"))) {
            return TusRefusal.WRONG_VERSION;
        }
        if (!"application/offset+octet-stream".equalsIgnoreCase(request.getContentType())) {
            return TusRefusal.WRONG_TYPE;
        }
        if (!offset.matches("\\d{1,18}")) {
            return TusRefusal.OFFSET_UNREADABLE;
        }
        return Long.parseLong(offset) + request.getContentLengthLong() > upload.bytes() ? TusRefusal.TOO_LONG : null;
    }

    private static ResponseEntity.BodyBuilder refuse(TusRefusal refusal) {
        return answer(refusal.status()).header("Tus-Version", VERSION).contentType(MediaType.APPLICATION_JSON);
    }

    @DeleteMapping
    ResponseEntity<Void> delete(@PathVariable String id) {
        uploads.cancel(own(id));
        return answer(204).build();
    }

    /** Every verb asks again whose upload it is; a stranger's does not exist. */
    private Upload own(String id) {
        Caller caller = Caller.current().orElseThrow(() -> new Denied(TusRefusal.SIGNED_OUT));
        if (!caller.hasScope("media:upload")) {
            throw new Denied(TusRefusal.SCOPE_MISSING);
        }
        Upload upload = UploadId.parse(id)
                .flatMap(known -> uploads.own(known, caller))
                .orElseThrow(() -> new Denied(TusRefusal.NOT_FOUND));
        if (upload.isGone()) {
            throw new Denied(TusRefusal.GONE);
        }
        return upload;
    }

    private static final class Denied extends RuntimeException {
        private final TusRefusal refusal;

        Denied(TusRefusal refusal) {
            super(refusal.name(), null, false, false);
            this.refusal = refusal;
        }
    }

    @ExceptionHandler(Denied.class)
    ResponseEntity<Object> denied(Denied denied) {
        return refuse(denied.refusal).body(denied.refusal.told());
    }

    private static ResponseEntity.BodyBuilder answer(int status) {
        return ResponseEntity.status(status).header("Tus-Resumable", VERSION);
    }

    private static String expires(Upload upload) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(upload.expiresAt().atOffset(ZoneOffset.UTC));
    }
}
