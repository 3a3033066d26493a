export { AccountsModule } from './accounts.module';
export { AccountsService } from './accounts.service';
export { Accounts1763840100000 } from './migrations/1763840100000-accounts';
export { accountTables } from './tables';
