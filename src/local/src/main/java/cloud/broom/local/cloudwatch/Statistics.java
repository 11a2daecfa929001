package cloud.broom.local.cloudwatch;

import cloud.broom.local.wire.AwsError;

/** What is kept of the values of a time: enough for every statistic but percentiles. */
record Statistics(double count, double sum, double minimum, double maximum) {
    static Statistics of(double value) {
        return new Statistics(1, value, value, value);
    }

    Statistics plus(Statistics more) {
        return new Statistics(
                count + more.count, sum + more.sum, Math.min(minimum, more.minimum), Math.max(maximum, more.maximum));
    }

    /** A value that came several times. */
    Statistics times(double often) {
        return new Statistics(count * often, sum * often, minimum, maximum);
    }

    /**
     * One of the statistics.
     *
     * @throws AwsError 501 for percentiles and other extended ones
     */
    double get(String statistic) {
        return switch (statistic) {
            case "SampleCount" -> count;
            case "Sum" -> sum;
            case "Average" -> sum / count;
            case "Minimum" -> minimum;
            case "Maximum" -> maximum;
            default -> throw AwsError.notImplemented("the statistic " + statistic);
        };
    }
}
