package io.aula.courses.video;

import io.aula.courses.image.ImagePurpose;
import io.aula.courses.image.ImageService;
import io.aula.courses.image.ImageUse;
import io.aula.courses.image.NewImage;
import io.aula.courses.image.StoredImage;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which picture stands for a video: the sharpest frame, until somebody chooses another one, or a picture of their own. */
@Service
class PosterChoice {
    private final VideoService videos;
    private final ImageService images;

    PosterChoice(VideoService videos, ImageService images) {
        this.videos = videos;
        this.images = images;
    }

    /** What a person wants to stand for a video. */
    sealed interface Choice {
        /** The sharpest frame. */
        record Automatic() implements Choice {}

        record Frame(int atMs) implements Choice {}

        record Sent(UploadId upload) implements Choice {}
    }

    /** What came of a choice. */
    sealed interface Outcome {
        record Chosen(Video video) implements Outcome {}

        record NoVideo() implements Outcome {}

        record NoPicture() implements Outcome {}

        record NoFrame() implements Outcome {}
    }

    /** Within the transaction in which its files are shown. A later encode of the same video shows the same frames. */
    @EventListener
    void onPlayable(VideoPlayable playable) {
        Video video = videos.byIds(List.of(playable.videoId())).get(playable.videoId());
        if (video == null || video.posterInfo() == null) {
            return;
        }
        ImageUse use = images.use(ImagePurpose.POSTER, video.id().text()).orElse(null);
        if (needsOne(video, use)) {
            show(video, Video.SHARPEST, false);
        } else if (use != null && use.isChosen()) {
            chosenBefore(video, use).ifPresent(file -> show(video, file, true));
        }
    }

    @EventListener
    void onPurged(VideoPurged purged) {
        images.remove(ImagePurpose.POSTER, purged.videoId().text());
    }

    private static boolean needsOne(Video video, @Nullable ImageUse use) {
        StoredImage latest = use == null ? null : use.latest();
        if (use == null || latest == null) {
            return true;
        }
        boolean isUnderWay = latest.isReady()
                || latest.state() != StoredImage.State.FAILED && latest.source().equals(video.file(Video.SHARPEST));
        return !use.isChosen() && !isUnderWay;
    }

    /** A frame that was chosen while the files lay elsewhere, and of which nothing is made yet: those files go. */
    private static Optional<String> chosenBefore(Video video, ImageUse use) {
        StoredImage latest = use.latest();
        return latest == null || latest.isReady()
                ? Optional.empty()
                : video.frames().stream()
                        .map(Video.Frame::file)
                        .filter(file -> video.isFrame(latest.source(), file)
                                && !latest.source().equals(video.file(file)))
                        .findFirst();
    }

    @Transactional
    Outcome choose(Caller caller, VideoId id, Choice choice) {
        Video video = videos.own(id, Optional.of(caller)).orElse(null);
        if (video == null) {
            return new Outcome.NoVideo();
        }
        return switch (choice) {
            case Choice.Sent(UploadId upload) -> {
                Optional<ImageId> sent = images.sent(upload, ImagePurpose.POSTER, caller.user());
                sent.ifPresent(image -> images.choose(ImagePurpose.POSTER, id.text(), image, true));
                yield sent.isPresent() ? new Outcome.Chosen(video) : new Outcome.NoPicture();
            }
            case Choice.Frame(int atMs) -> {
                Optional<Video.Frame> frame = video.frames().stream()
                        .filter(each -> each.atMs() == atMs)
                        .findFirst();
                frame.ifPresent(each -> show(video, each.file(), true));
                yield frame.isPresent() ? new Outcome.Chosen(video) : new Outcome.NoFrame();
            }
            case Choice.Automatic() -> {
                if (video.posterInfo() == null) {
                    images.remove(ImagePurpose.POSTER, id.text());
                } else {
                    show(video, Video.SHARPEST, false);
                }
                yield new Outcome.Chosen(video);
            }
        };
    }

    private void show(Video video, String file, boolean byPerson) {
        StoredImage image = images.make(new NewImage(
                ImageId.next(), video.ownerId(), ImagePurpose.POSTER, video.file(file), null, NewImage.WHITE));
        images.choose(ImagePurpose.POSTER, video.id().text(), image.id(), byPerson);
    }
}
