package io.aula.media.captions;

import java.util.List;
import java.util.Locale;

/** Puts captions into the two manifests that a transcoder wrote. */
final class CaptionManifests {

    static final int SEGMENT_MS = 60_000;

    private static final String VARIANT = "#EXT-X-STREAM-INF:";
    private static final String BY_A_MACHINE = "public.machine-generated,";
    private static final String SPEECH = "public.accessibility.transcribes-spoken-dialog";

    private CaptionManifests() {}

    static String folder(int revision) {
        return "captions/" + revision + "/";
    }

    /** RFC 8216, 4.3.4.1 and 4.3.4.2.1; the characteristic of a machine's work is from its successor's draft. */
    static String hls(String master, int revision, List<CaptionTrack> tracks) {
        if (tracks.isEmpty()) {
            return master;
        }
        StringBuilder media = new StringBuilder();
        for (CaptionTrack track : tracks) {
            String yes = track.isDefault() ? "YES" : "NO";
            media.append("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"captions\",NAME=\"%s\",LANGUAGE=\"%s\""
                            .formatted(track.label(), track.locale()))
                    .append(",DEFAULT=%s,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS=\"".formatted(yes))
                    .append(track.isMachineMade() ? BY_A_MACHINE + SPEECH : SPEECH)
                    .append("\",URI=\"%s%s/index.m3u8\"\n".formatted(folder(revision), track.locale()));
        }
        StringBuilder out = new StringBuilder();
        boolean isFirst = true;
        for (String line : master.lines().toList()) {
            boolean isVariant = line.startsWith(VARIANT);
            out.append(isVariant && isFirst ? media : "")
                    .append(line)
                    .append(isVariant ? ",SUBTITLES=\"captions\"\n" : "\n");
            isFirst &= !isVariant;
        }
        return out.toString();
    }

    /** A playlist over segments of a minute, down to the end of the video. */
    static String playlist(long durationMs) {
        StringBuilder out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:")
                .append(SEGMENT_MS / 1000)
                .append("\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        for (int i = 0; i < segments(durationMs); i++) {
            long length = Math.min(SEGMENT_MS, durationMs - (long) i * SEGMENT_MS);
            out.append(String.format(Locale.ROOT, "#EXTINF:%.3f,\nseg-%d.vtt\n", length / 1000.0, i + 1));
        }
        return out.append("#EXT-X-ENDLIST\n").toString();
    }

    static int segments(long durationMs) {
        return Math.toIntExact(Math.max(1, (durationMs + SEGMENT_MS - 1) / SEGMENT_MS));
    }

    /** A sidecar for each language (ISO/IEC 23009-1, 5.3.3 and 7.4.2), the number of its set after those that are there. */
    static String dash(String manifest, int revision, List<CaptionTrack> tracks) {
        int end = manifest.lastIndexOf(" </Period>");
        if (end < 0) {
            throw new IllegalArgumentException("this is no manifest of a transcoder");
        }
        StringBuilder sets = new StringBuilder();
        int id = manifest.split("<AdaptationSet ", -1).length - 1;
        for (CaptionTrack track : tracks) {
            sets.append("  <AdaptationSet id=\"%d\" contentType=\"text\" mimeType=\"text/vtt\" lang=\"%s\">\n"
                            .formatted(id++, track.locale()))
                    .append(track.isMachineMade() ? machine() : "")
                    .append("   <Label>%s</Label>\n".formatted(escaped(track.label())))
                    .append("   <Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"subtitle\"/>\n")
                    .append("   <Representation id=\"captions-%s\" bandwidth=\"%d\">\n"
                            .formatted(track.locale(), bitsPerSecond(track)))
                    .append("    <BaseURL>%s%s.vtt</BaseURL>\n".formatted(folder(revision), track.locale()))
                    .append("   </Representation>\n  </AdaptationSet>\n");
        }
        return manifest.substring(0, end) + sets + manifest.substring(end);
    }

    /** Names of regions have an ampersand: English (Trinidad & Tobago). */
    private static String escaped(String label) {
        return label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String machine() {
        return "   <SupplementalProperty schemeIdUri=\"urn:aula:captions:made-by\" value=\"machine\"/>\n";
    }

    private static long bitsPerSecond(CaptionTrack track) {
        long letters =
                track.cues().stream().mapToLong(cue -> cue.text().length() + 40).sum();
        long ms = track.cues().isEmpty() ? 1000 : track.cues().getLast().endMs();
        return Math.max(64, letters * 8 * 1000 / Math.max(1000, ms));
    }
}
