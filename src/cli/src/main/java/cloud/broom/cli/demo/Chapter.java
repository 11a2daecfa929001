package cloud.broom.cli.demo;

/** One thing that Broom does, shown by doing it. */
interface Chapter {
    String title();

    /** What the summary says of it, if its figures are as expected. */
    String shown(Stage stage);

    /** Does it, says what happens, and notes its figures. */
    void play(Stage stage);
}
