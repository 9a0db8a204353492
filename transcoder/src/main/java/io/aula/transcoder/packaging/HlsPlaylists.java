package io.aula.transcoder.packaging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HLS side (RFC 8216): a master playlist and one media playlist for each track. */
public final class HlsPlaylists {

    public static final String MASTER = "master.m3u8";
    public static final String MEDIA = "index.m3u8";

    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n";

    private HlsPlaylists() {}

    /** @param sounds the one that plays unasked first */
    public static String master(List<Rendition> videos, List<SoundRendition> sounds, double framesPerSecond) {
        StringBuilder out = new StringBuilder(HEAD).append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        for (int i = 0; i < sounds.size(); i++) {
            sound(out, sounds, i);
        }
        for (Rendition video : videos) {
            variant(out, video, sounds, framesPerSecond);
        }
        return out.toString();
    }

    private static void sound(StringBuilder out, List<SoundRendition> sounds, int index) {
        SoundRendition sound = sounds.get(index);
        TrackInfo track = sound.rendition().track();
        out.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"")
                .append(SoundRendition.nameOf(sounds, index))
                .append(sound.hasLanguage() ? "\",LANGUAGE=\"" + sound.language() : "")
                .append("\",DEFAULT=")
                .append(index == 0 ? "YES" : "NO")
                .append(",AUTOSELECT=YES,CHANNELS=\"")
                .append(track.channels())
                .append("\",URI=\"")
                .append(track.name())
                .append("/index.m3u8\"\n");
    }

    public static String media(Rendition rendition) {
        double timescale = rendition.track().timescale();
        long target = rendition.segments().stream()
                .mapToLong(segment -> Math.round(segment.duration() / timescale))
                .max()
                .orElse(1);
        StringBuilder out = new StringBuilder(HEAD)
                .append("#EXT-X-TARGETDURATION:")
                .append(Math.max(1, target))
                .append("\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n")
                .append("#EXT-X-MAP:URI=\"init.mp4\"\n");
        for (SegmentInfo segment : rendition.segments()) {
            out.append(String.format(Locale.ROOT, "#EXTINF:%.6f,\n", segment.duration() / timescale))
                    .append(segment.fileName())
                    .append('\n');
        }
        return out.append("#EXT-X-ENDLIST\n").toString();
    }

    private static void variant(
            StringBuilder out, Rendition video, List<SoundRendition> sounds, double framesPerSecond) {
        long peak = video.peakBitsPerSecond()
                + sounds.stream()
                        .mapToLong(sound -> sound.rendition().peakBitsPerSecond())
                        .max()
                        .orElse(0);
        long average = video.averageBitsPerSecond()
                + sounds.stream()
                        .mapToLong(sound -> sound.rendition().averageBitsPerSecond())
                        .max()
                        .orElse(0);
        String codecs = Stream.concat(
                        Stream.of(video.track().codec()),
                        sounds.stream().map(sound -> sound.rendition().track().codec()))
                .distinct()
                .collect(Collectors.joining(","));
        out.append("#EXT-X-STREAM-INF:BANDWIDTH=")
                .append(Math.max(peak, average))
                .append(",AVERAGE-BANDWIDTH=")
                .append(average)
                .append(",CODECS=\"")
                .append(codecs)
                .append("\",RESOLUTION=")
                .append(video.track().width())
                .append('x')
                .append(video.track().height())
                .append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", framesPerSecond))
                .append(!sounds.isEmpty() ? ",AUDIO=\"audio\"\n" : "\n")
                .append(video.track().name())
                .append("/index.m3u8\n");
    }
}
