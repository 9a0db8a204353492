package io.aula.transcoder.model;

import java.io.IOException;

/** {@code java FetchModel.java}: brings the speech model and says in one line how, or why not. */
public final class FetchModel {

    private static final int WITHOUT = 3;

    private FetchModel() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            switch (new ModelFetch().fetch(Wanted.of(System.getenv()))) {
                case ModelFetch.Outcome.Found(var file, var from) ->
                    System.out.println("speech model " + file.getFileName() + " from " + from);
                case ModelFetch.Outcome.Missing(var reasons) -> without(String.join("; ", reasons));
            }
        } catch (IOException | IllegalArgumentException e) {
            without(String.valueOf(e.getMessage()));
        }
    }

    private static void without(String reason) {
        System.out.println("no speech model, so videos get no captions until one is there (" + reason + ")");
        System.exit(WITHOUT);
    }
}
