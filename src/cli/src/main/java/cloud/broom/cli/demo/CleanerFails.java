package cloud.broom.cli.demo;

/** What becomes of trouble when what is to report it is in trouble itself. */
record CleanerFails(FailingRun failing) implements Chapter {
    @Override
    public String title() {
        return "The cleaner itself fails";
    }

    @Override
    public String shown(Stage stage) {
        return "a call that nobody could take became a MISSED slot with an alert, the alert that SNS had not taken arrived,"
                + " and the next success said that it was over";
    }

    @Override
    public void play(Stage stage) {
        stage.play(new CallLost(failing));
        stage.play(new AlertComesLate(failing));
        stage.play(new Recovered(failing));
        stage.play(new DeadMan(failing));
    }
}
