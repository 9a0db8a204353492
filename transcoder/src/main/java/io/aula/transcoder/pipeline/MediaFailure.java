package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Admission;
import io.aula.transcoder.ladder.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source or a machine that gives no result, with what was found, in the words that the teacher will read. */
final class MediaFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Finding finding;
    private final List<String> values;

    MediaFailure(Finding finding, String... values) {
        this(finding, List.of(values), finding.english((Object[]) values));
    }

    private MediaFailure(Finding finding, List<String> values, String logged) {
        super(logged);
        this.finding = finding;
        this.values = List.copyOf(values);
    }

    static MediaFailure of(Admission.Refused refused) {
        return new MediaFailure(refused.finding(), refused.values().toArray(String[]::new));
    }

    Finding finding() {
        return finding;
    }

    ChildEvent.Failed event() {
        Object[] all = values.toArray();
        return new ChildEvent.Failed(finding, finding.english(all), finding.spanish(all));
    }

    /** GStreamer's error texts are in the C locale here; its numeric codes repeat between domains. */
    static MediaFailure ofPipeline(String element, String message) {
        String text = element + ": " + message;
        if (message.contains("missing a plug-in") || message.contains("No decoder available")) {
            return new MediaFailure(Finding.PICTURE_FORMAT, List.of("?"), text);
        }
        if (isOfRoom(message) || message.contains("while writing to file")) {
            return new MediaFailure(Finding.NO_ROOM, List.of(), text);
        }
        return new MediaFailure(Finding.UNREADABLE, List.of(), text);
    }

    /** In the words of the C library: a full disk, a limit on one file, a limit of the user's. */
    static boolean isOfRoom(@Nullable String message) {
        return message != null
                && (message.contains("No space left")
                        || message.contains("File too large")
                        || message.contains("Disk quota exceeded"));
    }
}
