package io.aula.transcoder.corpus;

import static io.aula.transcoder.corpus.Checks.beepsAt;
import static io.aula.transcoder.corpus.Checks.flashesAt;
import static io.aula.transcoder.corpus.Checks.hidesAll;
import static io.aula.transcoder.corpus.OrdinaryFiles.AAC;
import static io.aula.transcoder.corpus.OrdinaryFiles.ODD_SECONDS;
import static io.aula.transcoder.corpus.OrdinaryFiles.X264;
import static io.aula.transcoder.corpus.OrdinaryFiles.clip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that say who made them, where and with what: titles, places, programs, chapters, names of tracks, covers. */
final class SecretFiles {

    /** Each field of a container that this program writes holds the word and its own name. */
    private static final String WORD = "Secret-";

    private static final String PLACE = "+40.4168-003.7038/";
    private static final String VP8 = " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus ";

    /** Of the cover, which is the second picture. */
    private static final String COVER =
            " -c:v:1 copy -disposition:v:1 attached_pic -metadata:s:v:1 title=Secret-Cover ";

    private SecretFiles() {}

    static List<MadeFile> all() {
        record Kind(String container, String codecs, boolean hasChapters, boolean hasCover) {}
        List<MadeFile> all = new ArrayList<>();
        for (Kind kind : List.of(
                new Kind("mp4", X264 + AAC, true, true),
                new Kind("mov", X264 + " -c:a pcm_s16le ", true, false),
                new Kind("mkv", X264 + AAC, true, true),
                new Kind("webm", VP8, true, false),
                new Kind("ts", X264 + AAC, false, false),
                new Kind("avi", " -c:v mpeg4 -c:a libmp3lame ", false, false),
                new Kind("flv", X264 + AAC, false, false),
                new Kind("ogv", " -c:v libtheora -q:v 7 -c:a libvorbis ", true, false))) {
            MadeFile file = MadeFile.of(
                            "publishes nothing that %s says of its maker".formatted(kind.container()),
                            "secrets." + kind.container(),
                            (target, folder) -> {
                                String named = " -i " + named(folder, kind.hasChapters());
                                String cover = kind.hasCover() ? cover(folder, kind.container()) : "";
                                String input =
                                        cover.startsWith(" -i") ? cover + " -map 0 -map 1 -map 3 " : " -map 0 -map 1 ";
                                String attached = cover.startsWith(" -i") ? COVER : cover;
                                Ffmpeg.make(
                                        target,
                                        clip() + named + input + " -map_metadata 2 " + fields() + kind.codecs()
                                                + attached);
                            })
                    .and(watched -> hidesAll(
                                    WORD, WORD.toLowerCase(), WORD.toUpperCase(), PLACE, "40.4168", "udta", "Lavf")
                            .look(watched))
                    .and(flashesAt(ODD_SECONDS))
                    .and(beepsAt(ODD_SECONDS));
            all.add("mp4".equals(kind.container()) ? file.quick() : file);
        }
        return all;
    }

    private static String fields() {
        StringBuilder words = new StringBuilder();
        for (String field :
                List.of("title", "artist", "album", "comment", "copyright", "encoder", "encoded_by", "make", "model")) {
            words.append(" -metadata %s=%s%s ".formatted(field, WORD, field));
        }
        return words.append(" -metadata location=" + PLACE + " -metadata com.apple.quicktime.location.ISO6709=" + PLACE)
                .append(" -metadata service_name=Secret-Service -metadata service_provider=Secret-Provider ")
                .append(" -metadata:s:v:0 handler_name=Secret-Handler -metadata:s:v:0 title=Secret-Picture ")
                .append(" -metadata:s:a:0 handler_name=Secret-Handler -metadata:s:a:0 title=Secret-Sound ")
                .append(" -metadata creation_time=2020-02-03T04:05:06Z ")
                .toString();
    }

    private static Path named(Path folder, boolean hasChapters) throws IOException {
        String chapters = hasChapters
                ? "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=Secret-Chapter\n"
                        + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=4000\nEND=8000\ntitle=Secret-Chapter\n"
                : "";
        return Files.writeString(
                folder.resolve("names-" + hasChapters + ".txt"), ";FFMETADATA1\ntitle=Secret-Title\n" + chapters);
    }

    /** A white one: shown for a moment it would be taken for a flash. */
    private static String cover(Path folder, String container) throws IOException {
        Path cover = Ffmpeg.make(
                folder.resolve("cover-" + container + ".jpg"),
                " -f lavfi -i color=white:s=640x640:d=0.04 -frames:v 1 ");
        return "mkv".equals(container)
                ? " -attach " + cover + " -metadata:s:t mimetype=image/jpeg -metadata:s:t filename=Secret-Cover.jpg "
                : " -i " + cover;
    }
}
