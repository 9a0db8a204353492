package io.aula.transcoder.corpus;

import static io.aula.transcoder.corpus.Checks.beepsAt;
import static io.aula.transcoder.corpus.Checks.flashesAfterBeeps;
import static io.aula.transcoder.corpus.Checks.flashesAt;
import static io.aula.transcoder.corpus.Checks.isSilent;
import static io.aula.transcoder.corpus.Checks.lasts;
import static io.aula.transcoder.corpus.OrdinaryFiles.AAC;
import static io.aula.transcoder.corpus.OrdinaryFiles.ODD_SECONDS;
import static io.aula.transcoder.corpus.OrdinaryFiles.X264;
import static io.aula.transcoder.corpus.OrdinaryFiles.clip;
import static io.aula.transcoder.corpus.OrdinaryFiles.picture;
import static io.aula.transcoder.corpus.OrdinaryFiles.sound;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files whose streams begin or end at different times. */
final class TimedFiles {

    private TimedFiles() {}

    static List<MadeFile> all() {
        List<MadeFile> all = new ArrayList<>();
        all.addAll(offsets());
        all.addAll(lengths());
        return all;
    }

    private static List<MadeFile> offsets() {
        List<MadeFile> all = new ArrayList<>();
        for (String container : List.of("mp4", "mov", "mkv", "ts", "flv", "webm")) {
            boolean isQuick = "mp4".equals(container) || "ts".equals(container);
            String codecs =
                    "webm".equals(container) ? " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus " : X264 + AAC;
            MadeFile sound = MadeFile.of(
                            "keeps the offset of sound that starts late in " + container,
                            "late-sound." + container,
                            picture("320x180", "25", 8) + " -itsoffset 2.6 " + sound(8) + "-map 0:v -map 1:a" + codecs)
                    .and(flashesAfterBeeps(-2.6))
                    .and(flashesAt(ODD_SECONDS))
                    .and(lasts(10.6, 0.06));
            all.add(isQuick ? sound.quick() : sound);
            all.add(MadeFile.of(
                            "keeps the offset of a picture that starts late in " + container,
                            "late-picture." + container,
                            " -itsoffset 2.6 " + picture("320x180", "25", 8) + sound(8) + "-map 0:v -map 1:a" + codecs)
                    .and(flashesAfterBeeps(2.6))
                    .and(beepsAt(ODD_SECONDS)));
        }
        for (String container : List.of("mp4", "mov")) {
            MadeFile cut = MadeFile.of(
                            "shows what an export cut without encoding shows, in " + container,
                            "cut." + container,
                            (file, folder) -> {
                                Path whole =
                                        Ffmpeg.make(folder.resolve("whole-for-cut." + container), clip() + X264 + AAC);
                                Ffmpeg.make(file, " -ss 2.3 -i " + whole + " -c copy ");
                            })
                    .and(lasts(5.7, 0.08))
                    .and(flashesAt(0.7, 2.7, 4.7))
                    .and(beepsAt(0.7, 2.7, 4.7));
            all.add("mp4".equals(container) ? cut.quick() : cut);
        }
        all.add(MadeFile.of(
                        "begins at zero where a Matroska file begins at three seconds",
                        "from-three.mkv",
                        (file, folder) -> {
                            Path whole = Ffmpeg.make(folder.resolve("whole-for-three.mp4"), clip() + X264 + AAC);
                            Ffmpeg.make(
                                    file,
                                    " -itsoffset 3 -i " + whole + " -c copy -avoid_negative_ts disabled -copyts ");
                        })
                .and(lasts(8, 0.06))
                .and(flashesAt(ODD_SECONDS))
                .and(beepsAt(ODD_SECONDS)));
        all.add(MadeFile.of(
                        "begins at zero where a transport stream begins at an hour",
                        "from-an-hour.ts",
                        clip() + X264 + AAC + " -output_ts_offset 3600 ")
                .and(lasts(8, 0.06))
                .and(flashesAt(ODD_SECONDS))
                .and(beepsAt(ODD_SECONDS)));
        return all;
    }

    private static List<MadeFile> lengths() {
        List<MadeFile> all = new ArrayList<>();
        for (String container : List.of("mp4", "mkv", "mov")) {
            MadeFile card = MadeFile.of(
                            "holds a two-second card under twenty seconds of talk in " + container,
                            "card." + container,
                            picture("320x180", "25", 2) + sound(20) + X264 + AAC)
                    .and(lasts(20, 0.06))
                    .and(flashesAt(1))
                    .and(beepsAt(1, 3, 5, 7, 9, 11, 13, 15, 17, 19));
            all.add("mp4".equals(container) ? card.quick() : card);
            MadeFile brief = MadeFile.of(
                            "keeps sound shorter than a fifth of the picture in " + container,
                            "brief-sound." + container,
                            picture("320x180", "25", 12) + sound(1.5) + X264 + AAC)
                    .and(lasts(12, 0.06))
                    .and(beepsAt(1));
            all.add("mp4".equals(container) ? brief.quick() : brief);
            all.add(MadeFile.of(
                            "pads sound that ends early in " + container,
                            "half-sound." + container,
                            picture("320x180", "25", 8) + sound(4) + X264 + AAC)
                    .and(lasts(8, 0.06))
                    .and(beepsAt(1, 3)));
            all.add(MadeFile.of(
                            "takes an empty sound track for none in " + container,
                            "empty-sound." + container,
                            picture("320x180", "25", 3) + sound(3) + X264 + AAC + " -map 0:v -map 1:a -frames:a 0 ")
                    .and(isSilent())
                    .and(lasts(3, 0.06)));
        }
        all.add(MadeFile.of(
                        "holds slides of one picture in ten seconds",
                        "slides.mkv",
                        picture("320x180", "1/10", 30) + sound(30) + X264 + AAC)
                .and(lasts(30, 0.3)));
        all.add(MadeFile.of("makes a lesson of one picture", "one.mp4", picture("320x180", "25", 0.04) + X264)
                .and(isSilent())
                .and(lasts(0.04, 0.05)));
        all.add(MadeFile.of(
                        "makes a lesson of a fifth of a second",
                        "blink.mp4",
                        picture("320x180", "25", 0.2) + sound(0.2) + X264 + AAC)
                .and(lasts(0.2, 0.06)));
        return all;
    }
}
