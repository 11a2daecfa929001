/** CloudWatch: metrics that are counted here, alarms that are judged by the cloud's clock, dashboards that are kept. */
@NullMarked
package cloud.broom.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
