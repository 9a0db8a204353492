package io.aula.transcoder.model;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The address at which a model is published, over HTTPS: ten seconds to connect, half an hour for all of it. */
final class PublishedHome implements Way {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long WHOLE_MINUTES = 30;

    private final Function<SpeechModel, URI> address;

    PublishedHome() {
        this(SpeechModel::published);
    }

    PublishedHome(Function<SpeechModel, URI> address) {
        this.address = address;
    }

    @Override
    public String name() {
        return "its published home";
    }

    @Override
    public Path bring(SpeechModel model, Path work) throws IOException, InterruptedException {
        Path file = work.resolve(model.fileName());
        HttpRequest request = HttpRequest.newBuilder(address.apply(model))
                .timeout(CONNECT.multipliedBy(2))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(request, head -> body(head, model, file));
            try {
                answer.get(WHOLE_MINUTES, TimeUnit.MINUTES);
                return file;
            } catch (ExecutionException e) {
                throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
            } catch (TimeoutException e) {
                throw new IOException("not whole after " + WHOLE_MINUTES + " minutes", e);
            } finally {
                answer.cancel(true);
                client.shutdownNow();
            }
        }
    }

    /** Nothing is written of an answer that says beforehand that it is something else. */
    private static HttpResponse.BodySubscriber<Path> body(
            HttpResponse.ResponseInfo head, SpeechModel model, Path file) {
        if (head.statusCode() != 200) {
            throw new IllegalStateException("answered " + head.statusCode());
        }
        long announced = head.headers().firstValueAsLong("content-length").orElse(model.bytes());
        if (model.bytes() > 0 && announced != model.bytes()) {
            throw new IllegalStateException("has " + announced + " bytes instead of " + model.bytes());
        }
        return HttpResponse.BodySubscribers.ofFile(file);
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getMessage() == null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? "cannot be reached" : deepest.getMessage();
    }
}
