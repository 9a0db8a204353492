package io.aula.transcoder.packaging;

import io.aula.transcoder.ladder.FrameRate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The DASH side (ISO/IEC 23009-1, isoff-live profile, static) of the same segments. */
public final class DashManifest {

    public static final String NAME = "manifest.mpd";

    private DashManifest() {}

    public static String of(List<Rendition> videos, List<SoundRendition> sounds, FrameRate rate) {
        double seconds = Stream.concat(videos.stream(), sounds.stream().map(SoundRendition::rendition))
                .mapToDouble(Rendition::seconds)
                .max()
                .orElse(0);
        StringBuilder out = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" \
                type="static" minBufferTime="PT4S" mediaPresentationDuration="PT%sS">
                 <Period id="0" start="PT0S">
                  <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
                """.formatted(String.format(Locale.ROOT, "%.3f", seconds)));
        for (Rendition video : videos) {
            open(out, video);
            out.append(" width=\"%d\" height=\"%d\" frameRate=\"%d/%d\" sar=\"1:1\">\n"
                    .formatted(video.track().width(), video.track().height(), rate.numerator(), rate.denominator()));
            template(out, video);
        }
        out.append("  </AdaptationSet>\n");
        for (int i = 0; i < sounds.size(); i++) {
            audioSet(out, sounds.get(i), i + 1);
        }
        return out.append(" </Period>\n</MPD>\n").toString();
    }

    private static void audioSet(StringBuilder out, SoundRendition rendition, int id) {
        Rendition sound = rendition.rendition();
        out.append("  <AdaptationSet id=\"%d\" contentType=\"audio\" mimeType=\"audio/mp4\" segmentAlignment=\"true\""
                        .formatted(id))
                .append(" startWithSAP=\"1\" lang=\"%s\">\n".formatted(rendition.language()))
                .append("   <Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"%s\"/>\n"
                        .formatted(id == 1 ? "main" : "alternate"));
        open(out, sound);
        out.append(" audioSamplingRate=\"%d\">\n".formatted(sound.track().rate()))
                .append("    <AudioChannelConfiguration schemeIdUri=\"")
                .append("urn:mpeg:dash:23003:3:audio_channel_configuration:2011\" value=\"")
                .append(sound.track().channels())
                .append("\"/>\n");
        template(out, sound);
        out.append("  </AdaptationSet>\n");
    }

    private static void open(StringBuilder out, Rendition rendition) {
        out.append("   <Representation id=\"%s\" codecs=\"%s\" bandwidth=\"%d\""
                .formatted(rendition.track().name(), rendition.track().codec(), rendition.peakBitsPerSecond()));
    }

    private static void template(StringBuilder out, Rendition rendition) {
        out.append(String.format(
                Locale.ROOT,
                "    <SegmentTemplate timescale=\"%d\" initialization=\"$RepresentationID$/init.mp4\""
                        + " media=\"$RepresentationID$/seg-$Number$.m4s\" startNumber=\"1\">\n     <SegmentTimeline>",
                rendition.track().timescale()));
        List<SegmentInfo> segments = rendition.segments();
        for (int i = 0; i < segments.size(); ) {
            int repeats = repeats(segments, i);
            SegmentInfo first = segments.get(i);
            out.append("<S t=\"%d\" d=\"%d\"".formatted(first.start(), first.duration()))
                    .append(repeats > 0 ? " r=\"" + repeats + "\"/>" : "/>");
            i += repeats + 1;
        }
        out.append("</SegmentTimeline>\n    </SegmentTemplate>\n   </Representation>\n");
    }

    /** How many segments follow the one at {@code from} without a gap and with its duration. */
    private static int repeats(List<SegmentInfo> segments, int from) {
        SegmentInfo first = segments.get(from);
        int count = 0;
        while (from + count + 1 < segments.size()
                && segments.get(from + count + 1).duration() == first.duration()
                && segments.get(from + count + 1).start() == first.start() + (count + 1) * first.duration()) {
            count++;
        }
        return count;
    }
}
