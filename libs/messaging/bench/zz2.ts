import { run } from '/work/main/libs/messaging/bench/latency';
run({ databaseUrl: process.env.TEST_DATABASE_URL!, amqpUrl: process.env.TEST_AMQP_URL + '/test-8', redisUrl: process.env.TEST_REDIS_URL! }).then((r) => { console.log(JSON.stringify(r)); process.exit(0); });
