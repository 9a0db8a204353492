package io.aula.media.captions;

import java.util.List;

/**
 * The captions of a video in one language.
 *
 * @param locale as BCP 47 writes it
 * @param label what the player's menu says, which tells of a machine too
 */
public record CaptionTrack(String locale, String label, boolean isMachineMade, boolean isDefault, List<Cue> cues) {

    public CaptionTrack {
        cues = List.copyOf(cues);
        if (!locale.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            throw new IllegalArgumentException("no language is called " + locale);
        }
        // No attribute of HLS can hold these (RFC 8216, 4.2).
        label = label.replaceAll("[\"\\p{Cntrl}]", " ").strip();
    }
}
