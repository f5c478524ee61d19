// Sends mail until it is killed: node --import tsx tests/mail-worker-process.ts DATABASE_URL SMTP_PORT
import { connect } from '../src/database/connection.ts'
import { hastyWorker } from './hostile-mail.ts'

const [url = '', port = ''] = process.argv.slice(2)
const { database } = connect(url)
for (let count = 0; count < 3; count += 1)
  hastyWorker(database, Number(port), (error) => console.error(error))
process.stdout.write('sending\n')
