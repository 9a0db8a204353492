package io.aula.transcoder.corpus;

import static io.aula.transcoder.corpus.OrdinaryFiles.AAC;
import static io.aula.transcoder.corpus.OrdinaryFiles.X264;
import static io.aula.transcoder.corpus.OrdinaryFiles.clip;
import static io.aula.transcoder.corpus.OrdinaryFiles.picture;
import static io.aula.transcoder.corpus.OrdinaryFiles.sound;

import io.aula.transcoder.ladder.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files that were cut, broken or never were what they are called: what the teacher is told of each. */
final class DamagedFiles {

    /** Noise does not compress: so most of a file is picture. */
    private static final String NOISE = " -f lavfi -i testsrc2=s=320x180:r=25:d=12,noise=alls=40:allf=t " + sound(12);

    private DamagedFiles() {}

    static List<MadeFile> all() {
        List<MadeFile> all = new ArrayList<>();
        all.add(MadeFile.of("tells where a file that was cut ends", "cut-short.mp4", (file, folder) -> {
                    Ffmpeg.make(file, NOISE + X264 + AAC + " -movflags +faststart ");
                    cut(file, 0.4);
                })
                .isRefused(Finding.PICTURE_ENDS_EARLY, "The picture says 12 s and ends at [3-6] s.*")
                .quick());
        all.add(MadeFile.of("tells where sound that was cut ends", "sound-cut-short.mov", (file, folder) -> {
                    Ffmpeg.make(file, sound(8) + " -c:a pcm_s16le -movflags +faststart ");
                    cut(file, 0.4);
                })
                .isRefused(Finding.SOUND_ENDS_EARLY, "The sound says 8 s and ends at 3 s.*"));
        all.add(MadeFile.of("tells where a Matroska file that was cut ends", "cut-short.mkv", (file, folder) -> {
                    Ffmpeg.make(file, NOISE + X264 + AAC);
                    cut(file, 0.4);
                })
                .isRefused(Finding.FILE_ENDS_EARLY, "The file says it lasts 12 s and ends at [3-6] s.*"));
        all.add(MadeFile.of("refuses a file that was cut before its index", "no-index.mp4", (file, folder) -> {
                    Ffmpeg.make(file, NOISE + X264 + AAC);
                    cut(file, 0.5);
                })
                .isRefused(Finding.NO_INDEX, ".*index is missing.*"));
        for (String container : List.of("mp4", "mov", "mkv", "webm", "ts", "m2ts")) {
            MadeFile broken = MadeFile.of(
                            "notices a damaged middle of " + container,
                            "broken-middle." + container,
                            (file, folder) -> {
                                String codecs = "webm".equals(container)
                                        ? " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus "
                                        : X264 + AAC;
                                Ffmpeg.make(file, NOISE + codecs + " -an ");
                                spoil(file, 0.4, 0.65);
                            })
                    .isRefused(
                            List.of("mkv", "webm").contains(container)
                                    ? Finding.FILE_ENDS_EARLY
                                    : Finding.PICTURE_DAMAGED,
                            "The (picture is damaged: \\d+ s of \\d+ s are missing|file says it lasts 12 s and ends at \\d+ s).*");
            all.add("mp4".equals(container) ? broken.quick() : broken);
        }
        all.add(MadeFile.of("notices packets that are missing in a transport stream", "hole.ts", (file, folder) -> {
                    Ffmpeg.make(file, NOISE + X264 + AAC);
                    byte[] whole = Files.readAllBytes(file);
                    int from = whole.length / 5 * 2 / 188 * 188;
                    int to = whole.length / 5 * 3 / 188 * 188;
                    byte[] less = Arrays.copyOf(whole, from + whole.length - to);
                    System.arraycopy(whole, to, less, from, whole.length - to);
                    Files.write(file, less);
                })
                .isRefused(Finding.PICTURE_DAMAGED, "The picture is damaged: \\d s of \\d+ s are missing.*"));
        all.add(MadeFile.of("notices damaged sound", "broken-sound.m4a", (file, folder) -> {
                    Ffmpeg.make(file, " -f lavfi -i anoisesrc=d=12:a=0.3 -c:a aac ");
                    spoil(file, 0.4, 0.65);
                })
                .isRefused(Finding.SOUND_DAMAGED, "The sound is damaged: \\d s of 12 s are missing.*"));
        all.add(MadeFile.of("refuses a file that was cut within its index", "half-index.mp4", (file, folder) -> {
                    Ffmpeg.make(file, NOISE + X264 + AAC + " -movflags +faststart ");
                    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1500));
                })
                .isRefused(Finding.NO_INDEX, ".*index is missing.*"));
        all.add(MadeFile.of("refuses a piece of a stream without its beginning", "piece.m4s", (file, folder) -> {
                    Ffmpeg.make(
                            folder.resolve("pieces-whole.mp4"),
                            clip() + X264 + AAC + " -movflags frag_keyframe+empty_moov+default_base_moof ");
                    byte[] whole = Files.readAllBytes(folder.resolve("pieces-whole.mp4"));
                    int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("moof") - 4;
                    Files.write(file, Arrays.copyOfRange(whole, at, whole.length));
                })
                .isRefused(Finding.NO_INDEX, ".*index is missing.*"));
        all.add(MadeFile.of("refuses an empty file", "empty.mp4", (file, folder) -> Files.createFile(file))
                .isRefused(Finding.EMPTY_FILE, "The file is empty.*"));
        all.add(MadeFile.of(
                        "refuses text",
                        "notes.mp4",
                        (file, folder) -> Files.writeString(file, "dear diary\n".repeat(900)))
                .isRefused(Finding.NOT_MEDIA, ".*neither a video nor a sound file.*"));
        all.add(MadeFile.of(
                        "refuses text of another alphabet",
                        "notes.mp3",
                        (file, folder) ->
                                Files.writeString(file, "\ufeffdear diary\n".repeat(900), StandardCharsets.UTF_16LE))
                .isRefused(Finding.NOT_MEDIA, ".*neither a video nor a sound file.*"));
        all.add(MadeFile.of("refuses an archive", "renamed.mp4", (file, folder) -> {
                    byte[] zip = new byte[5000];
                    System.arraycopy("PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1), 0, zip, 0, 4);
                    Files.write(file, zip);
                })
                .isRefused(Finding.NOT_MEDIA, ".*neither a video nor a sound file.*"));
        for (String list : List.of(
                "#EXTM3U\n#EXTINF:4,\nfile:///etc/hostname\n",
                "<MPD><BaseURL>file:///etc/</BaseURL></MPD>",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5000 RTP/AVP 96\n",
                "ffconcat version 1.0\nfile /etc/hostname\n")) {
            all.add(MadeFile.of(
                            "refuses what names other files: "
                                    + list.substring(0, 5).strip(),
                            "list-" + Integer.toHexString(list.hashCode()) + ".mp4",
                            (file, folder) -> Files.writeString(file, list.repeat(200)))
                    .isRefused(Finding.NOT_MEDIA, ".*neither a video nor a sound file.*"));
        }
        all.add(MadeFile.of("refuses noise behind a valid first box", "noise.mp4", (file, folder) -> {
                    byte[] noise = new byte[100_000];
                    new Random(7).nextBytes(noise);
                    System.arraycopy(new byte[] {0, 0, 0, 8, 'f', 'r', 'e', 'e'}, 0, noise, 0, 8);
                    Files.write(file, noise);
                })
                .isRefused(Finding.UNREADABLE, ".*damaged and cannot be read.*"));
        all.add(MadeFile.of(
                        "refuses a picture of absurd size",
                        "bomb.mkv",
                        " -f lavfi -i color=black:s=16000x8000:r=1:d=2 -c:v ffv1 ")
                .isRefused(Finding.TOO_LARGE, "The picture of 16000 × 8000 is larger.*"));
        all.add(MadeFile.of(
                        "refuses a picture in which nothing could be seen",
                        "dot.mkv",
                        " -f lavfi -i color=white:s=16x16:r=5:d=2,format=gray,crop=1:1 -c:v ffv1 ")
                .isRefused(Finding.NO_SIZE, "The picture is 1 × 1: .*"));
        for (String container : List.of("mkv", "mp4")) {
            all.add(MadeFile.of(
                            "refuses more tracks than any lesson has in " + container,
                            "tracks." + container,
                            picture("320x180", "25", 1) + sound(1) + " -map 0 " + " -map 1".repeat(33) + X264 + AAC)
                    .isRefused(Finding.TOO_MANY_STREAMS, ".*more than 32 tracks.*"));
        }
        all.add(MadeFile.of("refuses subtitles alone", "words.mkv", (file, folder) -> {
                    Path words =
                            Files.writeString(folder.resolve("words.srt"), "1\n00:00:01,000 --> 00:00:02,000\nHola\n");
                    Ffmpeg.make(file, " -i " + words + " ");
                })
                .isRefused(Finding.NOTHING_IN_IT, ".*neither picture nor sound.*"));
        all.add(MadeFile.of("says which sound it cannot read", "apac-only.mov", (file, folder) -> {
                    Ffmpeg.make(file, clip() + X264 + " -c:a pcm_s16le ");
                    OrdinaryFiles.Bytes.replaceFirst(file, "sowt", "apac");
                })
                .isRefused(Finding.SOUND_FORMAT, ".*format of the sound \\(apac\\).*"));
        all.add(MadeFile.of("says which picture it cannot read", "unknown.mov", (file, folder) -> {
                    Ffmpeg.make(file, picture("320x180", "25", 2) + " -c:v mpeg4 ");
                    OrdinaryFiles.Bytes.replaceFirst(file, "mp4v", "zzzz");
                })
                .isRefused(Finding.PICTURE_FORMAT, ".*format of the picture \\(zzzz\\).*"));
        return all;
    }

    private static void cut(Path file, double share) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, (int) (all.length * share)));
    }

    private static void spoil(Path file, double from, double to) throws IOException {
        byte[] all = Files.readAllBytes(file);
        byte[] noise = new byte[(int) (all.length * (to - from))];
        new Random(11).nextBytes(noise);
        System.arraycopy(noise, 0, all, (int) (all.length * from), noise.length);
        Files.write(file, all);
    }
}
