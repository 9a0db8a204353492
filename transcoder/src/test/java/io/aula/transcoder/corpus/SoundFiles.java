package io.aula.transcoder.corpus;

import static io.aula.transcoder.corpus.Checks.beepsAt;
import static io.aula.transcoder.corpus.Checks.flashesAt;
import static io.aula.transcoder.corpus.Checks.hasLevels;
import static io.aula.transcoder.corpus.Checks.hasSize;
import static io.aula.transcoder.corpus.Checks.hidesAll;
import static io.aula.transcoder.corpus.Checks.isLevelled;
import static io.aula.transcoder.corpus.Checks.isNoHigherThan;
import static io.aula.transcoder.corpus.Checks.isOnOneSide;
import static io.aula.transcoder.corpus.Checks.lasts;
import static io.aula.transcoder.corpus.OrdinaryFiles.AAC;
import static io.aula.transcoder.corpus.OrdinaryFiles.ODD_SECONDS;
import static io.aula.transcoder.corpus.OrdinaryFiles.X264;
import static io.aula.transcoder.corpus.OrdinaryFiles.clip;
import static io.aula.transcoder.corpus.OrdinaryFiles.picture;
import static io.aula.transcoder.corpus.OrdinaryFiles.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sound in any number of channels, and sound without a picture. */
final class SoundFiles {

    private SoundFiles() {}

    static List<MadeFile> all() {
        List<MadeFile> all = new ArrayList<>();
        all.addAll(channels());
        all.addAll(soundAlone());
        all.addAll(levels());
        return all;
    }

    private static List<MadeFile> channels() {
        List<MadeFile> all = new ArrayList<>();
        String short25 = picture("320x180", "25", 4);
        double tone = -9.03; // A sine of half of full scale.
        all.add(tone("keeps the left channel on the left", "left.mp4", "0.5*sin(880*t)|0", "stereo", AAC)
                .and(isOnOneSide(0, tone))
                .quick());
        all.add(tone("keeps the right channel on the right", "right.mp4", "0|0.5*sin(880*t)", "stereo", AAC)
                .and(isOnOneSide(1, tone)));
        all.add(tone(
                        "keeps PCM of the left channel on the left",
                        "left.mov",
                        "0.5*sin(880*t)|0",
                        "stereo",
                        " -c:a pcm_s16le ")
                .and(isOnOneSide(0, tone)));
        all.add(tone("plays one channel on both sides", "mono.mp4", "0.5*sin(880*t)", "mono", AAC)
                .and(hasLevels(tone, tone)));
        String[] five = {"0", "0", "0", "0", "0", "0"};
        record Place(String name, int at, double left, double right) {}
        double low = -90;
        for (Place place : List.of(
                new Place("front left", 0, tone, low),
                new Place("front right", 1, low, tone),
                new Place("front centre", 2, tone - 3.01, tone - 3.01),
                new Place("low", 3, low, low),
                new Place("surround left", 4, tone - 3.01, low),
                new Place("surround right", 5, low, tone - 3.01))) {
            String[] parts = five.clone();
            parts[place.at()] = "0.5*sin(880*t)";
            MadeFile mixed = tone(
                            "mixes " + place.name() + " of 5.1 at the level of BS.775",
                            place.name().replace(' ', '-') + ".mkv",
                            String.join("|", parts),
                            "5.1",
                            " -c:a flac ")
                    .and(watched -> {
                        for (int side = 0; side < 2; side++) {
                            double wanted = side == 0 ? place.left() : place.right();
                            double found = watched.level("audio", side);
                            if (wanted == low ? found > -50 : Math.abs(found - wanted) > 0.7) {
                                throw new AssertionError("%s: side %d has %.1f dB".formatted(place, side, found));
                            }
                        }
                    });
            all.add(place.at() == 2 ? mixed.quick() : mixed);
        }
        all.add(tone(
                        "mixes the AAC of 5.1 too",
                        "centre.mp4",
                        "0|0|0.5*sin(880*t)|0|0|0",
                        "5.1",
                        " -c:a aac -b:a 384k ")
                .and(hasLevels(tone - 3.01, tone - 3.01)));
        all.add(tone("mixes 7.1", "side.mkv", "0|0|0|0|0|0|0.5*sin(880*t)|0", "7.1", " -c:a flac ")
                .and(isOnOneSide(0, tone - 3.01)));
        for (int channels : new int[] {3, 4, 6, 8, 10}) {
            String parts = "0.5*sin(880*t)" + "|0".repeat(channels - 1);
            all.add(MadeFile.of(
                            "mixes %d channels of PCM without positions".formatted(channels),
                            "pcm-%d.mov".formatted(channels),
                            (file, folder) -> {
                                Ffmpeg.make(
                                        file,
                                        short25 + " -f lavfi -i aevalsrc=" + parts + ":d=4:s=48000 " + X264
                                                + " -c:a pcm_s16le -ac " + channels);
                                OrdinaryFiles.Bytes.hideAll(file, "chan");
                            })
                    .and(isOnOneSide(0, channels == 10 ? tone - 3.01 : tone)));
        }
        all.add(MadeFile.of("plays the second sound where the first cannot be decoded", "apac.mov", (file, folder) -> {
                    Ffmpeg.make(
                            file,
                            clip() + sound(8) + " -map 0:v -map 1:a -map 2:a " + X264
                                    + " -c:a:0 pcm_s16le -c:a:1 aac ");
                    OrdinaryFiles.Bytes.replaceFirst(file, "sowt", "apac");
                })
                .and(beepsAt(ODD_SECONDS))
                .quick());
        MadeFile sum = tone(
                        "does not cut off what channels add up to",
                        "all-six.mkv",
                        String.join("|", java.util.Collections.nCopies(6, "0.9*sin(880*t)")),
                        "5.1",
                        " -c:a flac ")
                .and(hasLevels(-5.01, -5.01))
                .and(isNoHigherThan(-1));
        all.add(sum.quick());
        for (String codec : List.of(
                "pcm_s24le",
                "pcm_mulaw -ar 8000",
                "alac",
                "pcm_f32le",
                "pcm_f64le",
                "pcm_s16le -ar 96000",
                "pcm_s24le -ar 96000",
                "pcm_f32le -ar 96000 -ac 2",
                "pcm_s32be")) {
            all.add(MadeFile.of(
                            "reads " + codec,
                            "sound-" + codec.replaceAll("\\W+", "-") + ".mov",
                            clip() + X264 + " -c:a " + codec)
                    .and(beepsAt(ODD_SECONDS))
                    .and(flashesAt(ODD_SECONDS)));
        }
        return all;
    }

    private static List<MadeFile> soundAlone() {
        List<MadeFile> all = new ArrayList<>();
        record Kind(String extension, String codec) {}
        for (Kind kind : List.of(
                new Kind("mp3", "libmp3lame"),
                new Kind("wav", "pcm_s16le"),
                new Kind("flac", "flac"),
                new Kind("m4a", "aac"),
                new Kind("ogg", "libvorbis"),
                new Kind("opus", "libopus"),
                new Kind("aac", "aac"),
                new Kind("mka", "aac"),
                new Kind("aiff", "pcm_s16be"),
                new Kind("webm", "libopus"),
                new Kind("mp4", "aac"))) {
            MadeFile file = MadeFile.of(
                            "makes a lesson of sound alone: " + kind.extension(),
                            "talk." + kind.extension(),
                            sound(8) + " -c:a " + kind.codec())
                    .and(beepsAt(ODD_SECONDS))
                    .and(lasts(8, 0.3))
                    .and(hasSize(1280, 720));
            all.add(Set.of("mp3", "flac").contains(kind.extension()) ? file.quick() : file);
        }
        for (String container : List.of("mp3", "m4a", "flac")) {
            MadeFile file = MadeFile.of(
                            "shows the cover of a podcast in " + container,
                            "podcast." + container,
                            sound(8) + " -f lavfi -i color=white:s=600x600:d=0.04 -map 0:a -map 1:v -c:v mjpeg "
                                    + "-disposition:v attached_pic -metadata artist=Secret-Voice -metadata title=Secret-Title ")
                    .and(beepsAt(ODD_SECONDS))
                    .and(watched -> {
                        if (watched.brightness(watched.best().name())[2] < 80) {
                            throw new AssertionError("the white cover is not shown");
                        }
                    })
                    .and(hidesAll("Secret-Voice", "Secret-Title"));
            all.add("mp3".equals(container) ? file.quick() : file);
        }
        return all;
    }

    private static List<MadeFile> levels() {
        List<MadeFile> all = new ArrayList<>();
        record Kind(String name, String sound) {}
        for (Kind kind : List.of(
                new Kind("quiet", "anoisesrc=c=pink:a=0.02:d=16:seed=5"),
                new Kind("loud", "anoisesrc=c=pink:a=1:d=16:seed=6,volume=4"),
                new Kind(
                        "quiet-with-bangs",
                        "aevalsrc=0.05*sin(2*PI*300*t)+0.9*sin(2*PI*700*t)*lt(mod(t\\,3)\\,0.008):d=16:s=48000"),
                new Kind("with-pauses", "aevalsrc=0.1*sin(2*PI*300*t)*lt(mod(t\\,4)\\,1.5):d=16:s=44100"),
                new Kind("one-sided", "aevalsrc=0.05*sin(2*PI*300*t)|0:d=16:s=48000"))) {
            MadeFile file = MadeFile.of(
                            "makes sound as loud as all others: " + kind.name(),
                            "level-" + kind.name() + ".mp4",
                            picture("320x180", "25", 16) + " -f lavfi -i " + kind.sound() + X264 + AAC)
                    .levelled()
                    .and(isLevelled());
            all.add("quiet-with-bangs".equals(kind.name()) ? file.quick() : file);
        }
        all.add(MadeFile.of(
                        "leaves silence silent where all are to be equally loud",
                        "level-silence.mp4",
                        picture("320x180", "25", 8) + " -f lavfi -i anullsrc=d=8 " + X264 + AAC)
                .levelled()
                .and(isNoHigherThan(-80)));
        all.add(MadeFile.of("keeps times where all are to be equally loud", "level-times.mp4", clip() + X264 + AAC)
                .levelled()
                .and(beepsAt(ODD_SECONDS))
                .and(flashesAt(ODD_SECONDS)));
        return all;
    }

    private static MadeFile tone(String name, String file, String expression, String layout, String codec) {
        return MadeFile.of(
                name,
                file,
                picture("320x180", "25", 4)
                        + " -f lavfi -i aevalsrc=%s:d=4:s=48000:c=%s "
                                .formatted(expression.replace("880*t", "2*PI*880*t"), layout)
                        + X264
                        + codec);
    }
}
